package io.xcpoperator.simulator.vm;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the life cycle says of an operation: in which power states it may be done. Named as in the enum
 * {@code vm_operations}; the order of the list below is that of {@code allowed_operations} (recording 03).
 */
final class VmOperation {
    private static final Set<String> HALTED = Set.of("Halted");
    private static final Set<String> RUNNING = Set.of("Running");
    private static final Set<String> ALIVE = Set.of("Paused", "Suspended", "Running");
    private static final Set<String> ALL = Set.of("Halted", "Paused", "Suspended", "Running");
    private static final Set<String> AT_REST = Set.of("Halted", "Suspended");
    private static final Set<String> HALTED_OR_RUNNING = Set.of("Halted", "Running");

    private static final Map<String, Set<String>> STATES = Map.ofEntries(
            Map.entry("snapshot", ALL),
            Map.entry("clone", HALTED),
            Map.entry("copy", HALTED),
            Map.entry("revert", ALL),
            Map.entry("checkpoint", ALIVE),
            Map.entry("provision", HALTED),
            Map.entry("start", HALTED),
            Map.entry("start_on", HALTED),
            Map.entry("pause", RUNNING),
            Map.entry("unpause", Set.of("Paused")),
            Map.entry("clean_shutdown", RUNNING),
            Map.entry("clean_reboot", RUNNING),
            Map.entry("hard_shutdown", ALIVE),
            Map.entry("power_state_reset", ALL),
            Map.entry("hard_reboot", Set.of("Paused", "Running")),
            Map.entry("suspend", RUNNING),
            Map.entry("resume", Set.of("Suspended")),
            Map.entry("resume_on", Set.of("Suspended")),
            Map.entry("pool_migrate", RUNNING),
            Map.entry("migrate_send", Set.of("Halted", "Suspended", "Running")),
            Map.entry("get_boot_record", ALIVE),
            Map.entry("send_sysrq", RUNNING),
            Map.entry("send_trigger", RUNNING),
            Map.entry("query_services", ALL),
            Map.entry("shutdown", ALIVE),
            Map.entry("call_plugin", RUNNING),
            Map.entry("changing_memory_live", RUNNING),
            Map.entry("awaiting_memory_live", RUNNING),
            Map.entry("changing_dynamic_range", HALTED_OR_RUNNING),
            Map.entry("changing_static_range", HALTED),
            Map.entry("changing_memory_limits", HALTED),
            Map.entry("changing_shadow_memory", HALTED),
            Map.entry("changing_shadow_memory_live", RUNNING),
            Map.entry("changing_VCPUs", HALTED),
            Map.entry("changing_VCPUs_live", RUNNING),
            Map.entry("changing_NVRAM", HALTED),
            Map.entry("data_source_op", RUNNING),
            Map.entry("update_allowed_operations", ALL),
            Map.entry("make_into_template", HALTED),
            Map.entry("export", AT_REST),
            Map.entry("metadata_export", ALL),
            Map.entry("destroy", AT_REST),
            Map.entry("create_vtpm", HALTED),
            Map.entry("sysprep", RUNNING));

    /** Those that {@code allowed_operations} lists, in its order. */
    static final List<String> LISTED = List.of(
            "sysprep",
            "create_vtpm",
            "destroy",
            "metadata_export",
            "export",
            "make_into_template",
            "changing_NVRAM",
            "changing_VCPUs_live",
            "changing_shadow_memory",
            "changing_static_range",
            "changing_dynamic_range",
            "migrate_send",
            "pool_migrate",
            "resume_on",
            "resume",
            "suspend",
            "hard_reboot",
            "hard_shutdown",
            "clean_reboot",
            "clean_shutdown",
            "unpause",
            "pause",
            "start_on",
            "start",
            "provision",
            "checkpoint",
            "revert",
            "copy",
            "clone",
            "snapshot");

    static final Set<String> ON_TEMPLATES = Set.of(
            "changing_dynamic_range",
            "changing_static_range",
            "changing_memory_limits",
            "changing_shadow_memory",
            "changing_VCPUs",
            "changing_NVRAM",
            "clone",
            "copy",
            "export",
            "metadata_export",
            "provision",
            "migrate_send",
            "update_allowed_operations");

    static final Set<String> ON_SNAPSHOTS = Set.of(
            "revert",
            "clone",
            "copy",
            "export",
            "destroy",
            "hard_shutdown",
            "metadata_export",
            "power_state_reset",
            "update_allowed_operations");

    /** What may be done while hosts of different versions are in the pool (facts: rolling upgrade). */
    static final Set<String> DURING_UPGRADE = Set.of(
            "start",
            "start_on",
            "resume",
            "resume_on",
            "suspend",
            "pause",
            "unpause",
            "clean_shutdown",
            "clean_reboot",
            "hard_shutdown",
            "hard_reboot",
            "shutdown",
            "pool_migrate",
            "migrate_send",
            "clone",
            "copy",
            "export",
            "destroy",
            "provision",
            "make_into_template",
            "power_state_reset",
            "changing_VCPUs_live",
            "changing_memory_live",
            "update_allowed_operations",
            "import");

    /** Operations the daemon's error texts have no name for. */
    private static final Set<String> NAMELESS = Set.of("changing_memory_limits", "query_services");

    /** Order of power states in {@code VM_BAD_POWER_STATE}. */
    private static final List<String> ORDER = List.of("Halted", "Paused", "Suspended", "Running");

    private VmOperation() {}

    static boolean possible(String operation, String state, boolean copyable) {
        Set<String> states = STATES.getOrDefault(operation, ALL);
        return states.contains(state)
                || (copyable && state.equals("Suspended") && (operation.equals("clone") || operation.equals("copy")));
    }

    /** {@code "paused, suspended, running"}. */
    static String expected(String operation) {
        Set<String> states = STATES.getOrDefault(operation, ALL);
        return String.join(
                ", ",
                ORDER.stream()
                        .filter(states::contains)
                        .map(state -> state.toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }

    static String label(String operation) {
        return NAMELESS.contains(operation) ? "(unknown operation)" : operation;
    }
}
