package io.xcpoperator.xapi.types;

/** Opaque reference to a task; may be the null reference. */
public record TaskRef(String value) implements Ref {
    public static final TaskRef NULL = new TaskRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
