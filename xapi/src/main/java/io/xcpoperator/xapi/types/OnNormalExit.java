package io.xcpoperator.xapi.types;

/** XAPI enum on_normal_exit. */
public enum OnNormalExit implements WireEnum {
    DESTROY("destroy"),
    RESTART("restart"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    OnNormalExit(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static OnNormalExit of(String word) {
        return WireEnum.find(OnNormalExit.class, word, UNKNOWN);
    }
}
