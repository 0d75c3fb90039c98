package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostMetricsRef;
import io.xcpoperator.xapi.types.HostOperation;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.UpdateGuidance;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** A host of the pool: the fields of class host that are used. */
public record HostRecord(
        HostRef ref,
        HostUuid uuid,
        String nameLabel,
        String nameDescription,
        String hostname,
        String address,
        boolean enabled,
        Map<String, String> softwareVersion,
        Map<String, String> otherConfig,
        Map<String, String> cpuInfo,
        Map<String, String> chipsetInfo,
        Set<String> pgpus,
        Set<String> tags,
        Map<String, String> logging,
        Set<String> capabilities,
        long apiVersionMajor,
        long apiVersionMinor,
        long memoryOverhead,
        SrRef suspendImageSr,
        SrRef crashDumpSr,
        HostMetricsRef metrics,
        VmRef controlDomain,
        String powerOnMode,
        Map<String, String> powerOnConfig,
        boolean httpsOnly,
        String iscsiIqn,
        boolean multipathing,
        Set<HostOperation> allowedOperations,
        Map<String, HostOperation> currentOperations,
        Set<UpdateGuidance> pendingGuidances)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static HostRecord read(HostRef ref, Fields fields) {
        return new HostRecord(
                ref,
                new HostUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                fields.string("hostname"),
                fields.string("address"),
                fields.bool("enabled"),
                fields.map("software_version"),
                fields.map("other_config"),
                fields.map("cpu_info"),
                fields.map("chipset_info"),
                fields.strings("PGPUs"),
                fields.strings("tags"),
                fields.map("logging"),
                fields.strings("capabilities"),
                fields.integer("API_version_major"),
                fields.integer("API_version_minor"),
                fields.integer("memory_overhead"),
                new SrRef(fields.ref("suspend_image_sr")),
                new SrRef(fields.ref("crash_dump_sr")),
                new HostMetricsRef(fields.ref("metrics")),
                new VmRef(fields.ref("control_domain")),
                fields.string("power_on_mode"),
                fields.map("power_on_config"),
                fields.bool("https_only"),
                fields.string("iscsi_iqn"),
                fields.bool("multipathing"),
                fields.enums("allowed_operations", HostOperation::of),
                fields.operations("current_operations", HostOperation::of),
                fields.enums("pending_guidances", UpdateGuidance::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.HOST;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
