package io.xcpoperator.xapi.types;

/** XAPI enum vif_locking_mode. */
public enum VifLockingMode implements WireEnum {
    NETWORK_DEFAULT("network_default"),
    LOCKED("locked"),
    UNLOCKED("unlocked"),
    DISABLED("disabled"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VifLockingMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VifLockingMode of(String word) {
        return WireEnum.find(VifLockingMode.class, word, UNKNOWN);
    }
}
