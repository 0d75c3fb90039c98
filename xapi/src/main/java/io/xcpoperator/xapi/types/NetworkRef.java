package io.xcpoperator.xapi.types;

/** Opaque reference to a network; may be the null reference. */
public record NetworkRef(String value) implements Ref {
    public static final NetworkRef NULL = new NetworkRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
