package io.xcpoperator.xapi.types;

/** XAPI enum tristate_type. */
public enum Tristate implements WireEnum {
    YES("yes"),
    NO("no"),
    UNSPECIFIED("unspecified"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    Tristate(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static Tristate of(String word) {
        return WireEnum.find(Tristate.class, word, UNKNOWN);
    }
}
