package io.xcpoperator.xapi.types;

/** XAPI enum task_allowed_operations. */
public enum TaskOperation implements WireEnum {
    CANCEL("cancel"),
    DESTROY("destroy"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    TaskOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static TaskOperation of(String word) {
        return WireEnum.find(TaskOperation.class, word, UNKNOWN);
    }
}
