package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.DomainType;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.OnCrashBehaviour;
import io.xcpoperator.xapi.types.OnNormalExit;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VgpuRef;
import io.xcpoperator.xapi.types.VmGroupRef;
import io.xcpoperator.xapi.types.VmGuestMetricsRef;
import io.xcpoperator.xapi.types.VmMetricsRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import io.xcpoperator.xapi.types.VtpmRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One virtual machine, template or snapshot: the fields of class VM that are used. */
public record VmRecord(
        VmRef ref,
        VmUuid uuid,
        String nameLabel,
        String nameDescription,
        VmPowerState powerState,
        boolean isATemplate,
        boolean isDefaultTemplate,
        boolean isASnapshot,
        boolean isControlDomain,
        VmRef snapshotOf,
        Instant snapshotTime,
        HostRef residentOn,
        HostRef affinity,
        VdiRef suspendVdi,
        SrRef suspendSr,
        long memoryStaticMax,
        long memoryDynamicMax,
        long memoryDynamicMin,
        long memoryStaticMin,
        long memoryOverhead,
        Map<String, String> vcpusParams,
        long vcpusMax,
        long vcpusAtStartup,
        OnNormalExit actionsAfterShutdown,
        OnNormalExit actionsAfterReboot,
        OnCrashBehaviour actionsAfterCrash,
        String hvmBootPolicy,
        Map<String, String> hvmBootParams,
        Map<String, String> platform,
        DomainType domainType,
        Map<String, String> otherConfig,
        Map<String, String> xenstoreData,
        Set<String> tags,
        Set<VmOperation> allowedOperations,
        Map<String, VmOperation> currentOperations,
        Map<VmOperation, String> blockedOperations,
        String haRestartPriority,
        long order,
        long startDelay,
        long shutdownDelay,
        boolean hasVendorDevice,
        VmMetricsRef metrics,
        VmGuestMetricsRef guestMetrics,
        Set<VtpmRef> vtpms,
        Set<VgpuRef> vgpus,
        Set<VmGroupRef> groups,
        VmRef parent,
        boolean requiresReboot)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VmRecord read(VmRef ref, Fields fields) {
        return new VmRecord(
                ref,
                new VmUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                VmPowerState.of(fields.string("power_state")),
                fields.bool("is_a_template"),
                fields.bool("is_default_template"),
                fields.bool("is_a_snapshot"),
                fields.bool("is_control_domain"),
                new VmRef(fields.ref("snapshot_of")),
                fields.instant("snapshot_time"),
                new HostRef(fields.ref("resident_on")),
                new HostRef(fields.ref("affinity")),
                new VdiRef(fields.ref("suspend_VDI")),
                new SrRef(fields.ref("suspend_SR")),
                fields.integer("memory_static_max"),
                fields.integer("memory_dynamic_max"),
                fields.integer("memory_dynamic_min"),
                fields.integer("memory_static_min"),
                fields.integer("memory_overhead"),
                fields.map("VCPUs_params"),
                fields.integer("VCPUs_max"),
                fields.integer("VCPUs_at_startup"),
                OnNormalExit.of(fields.string("actions_after_shutdown")),
                OnNormalExit.of(fields.string("actions_after_reboot")),
                OnCrashBehaviour.of(fields.string("actions_after_crash")),
                fields.string("HVM_boot_policy"),
                fields.map("HVM_boot_params"),
                fields.map("platform"),
                DomainType.of(fields.string("domain_type")),
                fields.map("other_config"),
                fields.map("xenstore_data"),
                fields.strings("tags"),
                fields.enums("allowed_operations", VmOperation::of),
                fields.operations("current_operations", VmOperation::of),
                fields.byEnum("blocked_operations", VmOperation::of),
                fields.string("ha_restart_priority"),
                fields.integer("order"),
                fields.integer("start_delay"),
                fields.integer("shutdown_delay"),
                fields.bool("has_vendor_device", true),
                new VmMetricsRef(fields.ref("metrics")),
                new VmGuestMetricsRef(fields.ref("guest_metrics")),
                fields.refs("VTPMs", VtpmRef::new),
                fields.refs("VGPUs", VgpuRef::new),
                fields.refs("groups", VmGroupRef::new),
                new VmRef(fields.ref("parent")),
                fields.bool("requires_reboot"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VM;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
