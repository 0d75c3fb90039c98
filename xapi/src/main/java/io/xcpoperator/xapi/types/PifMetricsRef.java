package io.xcpoperator.xapi.types;

/** Opaque reference to a PIF_metrics; may be the null reference. */
public record PifMetricsRef(String value) implements Ref {
    public static final PifMetricsRef NULL = new PifMetricsRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
