package io.xcpoperator.xapi.types;

/** Opaque reference to a VM; may be the null reference. */
public record VmRef(String value) implements Ref {
    public static final VmRef NULL = new VmRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
