package io.xcpoperator.xapi.types;

/** Opaque reference to a VM_appliance; may be the null reference. */
public record VmApplianceRef(String value) implements Ref {
    public static final VmApplianceRef NULL = new VmApplianceRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
