package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostMetricsRef;
import io.xcpoperator.xapi.types.XapiClass;

/** Liveness and memory of a host, in bytes: the fields of class host_metrics that are used. */
public record HostMetricsRecord(HostMetricsRef ref, String uuid, boolean live, long memoryTotal, long memoryFree)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static HostMetricsRecord read(HostMetricsRef ref, Fields fields) {
        return new HostMetricsRecord(
                ref,
                fields.string("uuid"),
                fields.bool("live"),
                fields.integer("memory_total"),
                fields.integer("memory_free"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.HOST_METRICS;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
