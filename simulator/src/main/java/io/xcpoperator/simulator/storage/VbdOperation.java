package io.xcpoperator.simulator.storage;

import java.util.Locale;

/** What can be done with a VBD, in the order {@code allowed_operations} lists it (recordings 03, 04). */
enum VbdOperation {
    ATTACH,
    UNPAUSE,
    EJECT,
    INSERT,
    PLUG,
    UNPLUG,
    UNPLUG_FORCE,
    PAUSE;

    boolean hotplug() {
        return this == PLUG || this == UNPLUG || this == UNPLUG_FORCE;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
