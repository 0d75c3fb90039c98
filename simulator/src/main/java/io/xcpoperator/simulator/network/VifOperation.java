package io.xcpoperator.simulator.network;

import java.util.Locale;

/** What can be done with a VIF, in the order {@code allowed_operations} lists it (recordings 03, 05). */
enum VifOperation {
    ATTACH,
    PLUG,
    UNPLUG;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
