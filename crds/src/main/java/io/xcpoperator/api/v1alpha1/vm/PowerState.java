package io.xcpoperator.api.v1alpha1.vm;

/** What a VM does. */
public enum PowerState {
    Running,
    Halted,
    Suspended,
    Paused,
    Unknown
}
