package io.xcpoperator.xapi.types;

/** XAPI enum vif_operations. */
public enum VifOperation implements WireEnum {
    ATTACH("attach"),
    PLUG("plug"),
    UNPLUG("unplug"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VifOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VifOperation of(String word) {
        return WireEnum.find(VifOperation.class, word, UNKNOWN);
    }
}
