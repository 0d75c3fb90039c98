package io.xcpoperator.xapi.types;

/** XAPI enum network_operations. */
public enum NetworkOperation implements WireEnum {
    ATTACHING("attaching"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    NetworkOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static NetworkOperation of(String word) {
        return WireEnum.find(NetworkOperation.class, word, UNKNOWN);
    }
}
