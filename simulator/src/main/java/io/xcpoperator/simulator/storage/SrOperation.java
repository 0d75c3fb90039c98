package io.xcpoperator.simulator.storage;

import java.util.Locale;
import java.util.Optional;

/** What can be done with an SR, in the order {@code allowed_operations} lists it (recordings 04, 11b). */
enum SrOperation {
    VDI_ENABLE_CBT("VDI_CONFIG_CBT"),
    VDI_LIST_CHANGED_BLOCKS("VDI_CONFIG_CBT"),
    DESTROY,
    UNPLUG,
    PLUG,
    PBD_CREATE,
    VDI_DISABLE_CBT("VDI_CONFIG_CBT"),
    UPDATE("SR_UPDATE"),
    PBD_DESTROY,
    VDI_RESIZE("VDI_RESIZE"),
    FORGET,
    VDI_CLONE,
    VDI_DATA_DESTROY("VDI_CONFIG_CBT"),
    SCAN,
    VDI_INTRODUCE("VDI_INTRODUCE"),
    VDI_SNAPSHOT("VDI_SNAPSHOT"),
    VDI_MIRROR("VDI_MIRROR"),
    VDI_CREATE("VDI_CREATE"),
    VDI_DESTROY("VDI_DELETE"),
    VDI_SET_ON_BOOT("VDI_RESET_ON_BOOT");

    private final String feature;

    SrOperation() {
        this("");
    }

    SrOperation(String feature) {
        this.feature = feature;
    }

    /** The feature a driver must have; empty: every SR can do it. */
    Optional<String> feature() {
        return feature.isEmpty() ? Optional.empty() : Optional.of(feature);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
