package io.xcpoperator.xapi.types;

/** Opaque reference to a VM_guest_metrics; may be the null reference. */
public record VmGuestMetricsRef(String value) implements Ref {
    public static final VmGuestMetricsRef NULL = new VmGuestMetricsRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
