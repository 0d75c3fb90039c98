package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VmPowerState;

/** What a VM does, as XAPI knows it. {@link #Unknown} is a word of a newer release: nothing is done on its strength. */
enum Power {
    Halted,
    Running,
    Paused,
    Suspended,
    Unknown;

    static Power of(VmPowerState state) {
        return switch (state) {
            case HALTED -> Halted;
            case RUNNING -> Running;
            case PAUSED -> Paused;
            case SUSPENDED -> Suspended;
            case UNKNOWN -> Unknown;
        };
    }
}
