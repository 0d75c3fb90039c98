package io.xcpoperator.xapi.types;

/** Opaque reference to a VTPM; may be the null reference. */
public record VtpmRef(String value) implements Ref {
    public static final VtpmRef NULL = new VtpmRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
