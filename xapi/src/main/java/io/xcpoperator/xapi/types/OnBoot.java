package io.xcpoperator.xapi.types;

/** XAPI enum on_boot. */
public enum OnBoot implements WireEnum {
    RESET("reset"),
    PERSIST("persist"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    OnBoot(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static OnBoot of(String word) {
        return WireEnum.find(OnBoot.class, word, UNKNOWN);
    }
}
