package io.xcpoperator.xapi.types;

/** XAPI enum vm_uefi_mode. */
public enum VmUefiMode implements WireEnum {
    SETUP("setup"),
    USER("user"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VmUefiMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VmUefiMode of(String word) {
        return WireEnum.find(VmUefiMode.class, word, UNKNOWN);
    }
}
