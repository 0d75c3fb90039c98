package io.xcpoperator.xapi.types;

/** XAPI enum vbd_mode. */
public enum VbdMode implements WireEnum {
    RO("RO"),
    RW("RW"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VbdMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VbdMode of(String word) {
        return WireEnum.find(VbdMode.class, word, UNKNOWN);
    }
}
