package io.xcpoperator.xapi.types;

/** XAPI enum cls. */
public enum MessageClass implements WireEnum {
    VM("VM"),
    HOST("Host"),
    SR("SR"),
    POOL("Pool"),
    VMPP("VMPP"),
    VMSS("VMSS"),
    PVS_PROXY("PVS_proxy"),
    VDI("VDI"),
    CERTIFICATE("Certificate"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    MessageClass(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static MessageClass of(String word) {
        return WireEnum.find(MessageClass.class, word, UNKNOWN);
    }
}
