package io.xcpoperator.xapi.types;

/** Opaque reference to a VIF; may be the null reference. */
public record VifRef(String value) implements Ref {
    public static final VifRef NULL = new VifRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
