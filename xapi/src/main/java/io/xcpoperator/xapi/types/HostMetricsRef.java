package io.xcpoperator.xapi.types;

/** Opaque reference to a host_metrics; may be the null reference. */
public record HostMetricsRef(String value) implements Ref {
    public static final HostMetricsRef NULL = new HostMetricsRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
