package io.xcpoperator.xapi.types;

/** Opaque reference to a PIF; may be the null reference. */
public record PifRef(String value) implements Ref {
    public static final PifRef NULL = new PifRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
