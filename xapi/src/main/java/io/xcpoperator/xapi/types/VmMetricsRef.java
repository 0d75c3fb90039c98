package io.xcpoperator.xapi.types;

/** Opaque reference to a VM_metrics; may be the null reference. */
public record VmMetricsRef(String value) implements Ref {
    public static final VmMetricsRef NULL = new VmMetricsRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
