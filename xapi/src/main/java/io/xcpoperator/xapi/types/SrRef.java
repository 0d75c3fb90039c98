package io.xcpoperator.xapi.types;

/** Opaque reference to a SR; may be the null reference. */
public record SrRef(String value) implements Ref {
    public static final SrRef NULL = new SrRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
