package io.xcpoperator.xapi.types;

/** Opaque reference to a Bond; may be the null reference. */
public record BondRef(String value) implements Ref {
    public static final BondRef NULL = new BondRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
