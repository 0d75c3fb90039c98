package io.xcpoperator.xapi.types;

/** XAPI enum network_purpose. */
public enum NetworkPurpose implements WireEnum {
    NBD("nbd"),
    INSECURE_NBD("insecure_nbd"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    NetworkPurpose(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static NetworkPurpose of(String word) {
        return WireEnum.find(NetworkPurpose.class, word, UNKNOWN);
    }
}
