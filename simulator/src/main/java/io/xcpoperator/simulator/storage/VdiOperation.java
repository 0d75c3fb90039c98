package io.xcpoperator.simulator.storage;

import java.util.Locale;
import java.util.Optional;

/** What can be done with a VDI; the listed ones in the order {@code allowed_operations} has them (recording 04). */
enum VdiOperation {
    COPY("", Attached.READ_ONLY),
    GENERATE_CONFIG("VDI_GENERATE_CONFIG", Attached.NO),
    CLONE("", Attached.YES),
    FORGET("", Attached.NO),
    UPDATE("", Attached.NO),
    RESIZE("VDI_RESIZE", Attached.NO),
    RESIZE_ONLINE("VDI_RESIZE_ONLINE", Attached.YES),
    SNAPSHOT("VDI_SNAPSHOT", Attached.YES),
    DESTROY("VDI_DELETE", Attached.NO);

    /** Whether it goes while a VM has the disk. */
    enum Attached {
        YES,
        READ_ONLY,
        NO
    }

    private final String feature;
    private final Attached attached;

    VdiOperation(String feature, Attached attached) {
        this.feature = feature;
        this.attached = attached;
    }

    Optional<String> feature() {
        return feature.isEmpty() ? Optional.empty() : Optional.of(feature);
    }

    Attached attached() {
        return attached;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
