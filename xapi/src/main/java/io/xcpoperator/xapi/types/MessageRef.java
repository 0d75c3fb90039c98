package io.xcpoperator.xapi.types;

/** Opaque reference to a message; may be the null reference. */
public record MessageRef(String value) implements Ref {
    public static final MessageRef NULL = new MessageRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
