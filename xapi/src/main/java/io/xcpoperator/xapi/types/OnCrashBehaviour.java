package io.xcpoperator.xapi.types;

/** XAPI enum on_crash_behaviour. */
public enum OnCrashBehaviour implements WireEnum {
    DESTROY("destroy"),
    COREDUMP_AND_DESTROY("coredump_and_destroy"),
    RESTART("restart"),
    COREDUMP_AND_RESTART("coredump_and_restart"),
    PRESERVE("preserve"),
    RENAME_RESTART("rename_restart"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    OnCrashBehaviour(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static OnCrashBehaviour of(String word) {
        return WireEnum.find(OnCrashBehaviour.class, word, UNKNOWN);
    }
}
