package io.xcpoperator.xapi.types;

/** Opaque reference to a VM_group; may be the null reference. */
public record VmGroupRef(String value) implements Ref {
    public static final VmGroupRef NULL = new VmGroupRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
