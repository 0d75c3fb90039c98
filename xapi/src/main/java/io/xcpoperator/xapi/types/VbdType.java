package io.xcpoperator.xapi.types;

/** XAPI enum vbd_type. */
public enum VbdType implements WireEnum {
    CD("CD"),
    DISK("Disk"),
    FLOPPY("Floppy"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VbdType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VbdType of(String word) {
        return WireEnum.find(VbdType.class, word, UNKNOWN);
    }
}
