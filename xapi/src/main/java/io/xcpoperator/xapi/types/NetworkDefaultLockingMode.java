package io.xcpoperator.xapi.types;

/** XAPI enum network_default_locking_mode. */
public enum NetworkDefaultLockingMode implements WireEnum {
    UNLOCKED("unlocked"),
    DISABLED("disabled"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    NetworkDefaultLockingMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static NetworkDefaultLockingMode of(String word) {
        return WireEnum.find(NetworkDefaultLockingMode.class, word, UNKNOWN);
    }
}
