package io.xcpoperator.xapi.types;

/** The uuid of a task, which outlives its reference. */
public record TaskUuid(String value) implements Uuid {
    @Override
    public String toString() {
        return value;
    }
}
