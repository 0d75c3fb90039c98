package io.xcpoperator.xapi.types;

/** XAPI enum task_status_type. */
public enum TaskStatus implements WireEnum {
    PENDING("pending"),
    SUCCESS("success"),
    FAILURE("failure"),
    CANCELLING("cancelling"),
    CANCELLED("cancelled"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    TaskStatus(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static TaskStatus of(String word) {
        return WireEnum.find(TaskStatus.class, word, UNKNOWN);
    }
}
