package io.xcpoperator.xapi.types;

/** Opaque reference to a VDI; may be the null reference. */
public record VdiRef(String value) implements Ref {
    public static final VdiRef NULL = new VdiRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
