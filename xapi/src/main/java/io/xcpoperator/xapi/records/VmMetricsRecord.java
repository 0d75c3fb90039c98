package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.DomainType;
import io.xcpoperator.xapi.types.VmMetricsRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;

/** Figures of a VM; memory in bytes: the fields of class VM_metrics that are used. */
public record VmMetricsRecord(
        VmMetricsRef ref,
        String uuid,
        long memoryActual,
        long vcpusNumber,
        Instant startTime,
        Instant installTime,
        boolean hvm,
        boolean nestedVirt,
        boolean nomigrate,
        DomainType currentDomainType)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VmMetricsRecord read(VmMetricsRef ref, Fields fields) {
        return new VmMetricsRecord(
                ref,
                fields.string("uuid"),
                fields.integer("memory_actual"),
                fields.integer("VCPUs_number"),
                fields.instant("start_time"),
                fields.instant("install_time"),
                fields.bool("hvm"),
                fields.bool("nested_virt"),
                fields.bool("nomigrate"),
                DomainType.of(fields.string("current_domain_type")));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VM_METRICS;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
