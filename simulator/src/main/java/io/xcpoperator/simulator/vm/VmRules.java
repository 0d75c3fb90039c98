package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which operation a VM refuses, and with which words: blocked, power state, template, snapshot, guest features, in the
 * daemon's order (recordings 02, 03). Pure.
 */
public final class VmRules {
    private static final Set<String> WHILE_BUSY = Set.of("hard_shutdown", "hard_reboot", "update_allowed_operations");
    private static final Set<String> COPIES = Set.of("clone", "copy", "export");
    private static final Set<String> SNAPSHOTS = Set.of("snapshot", "checkpoint");

    /** What a control domain's {@code allowed_operations} shows (recording 02-017). */
    private static final Set<String> ON_CONTROL_DOMAIN =
            Set.of("metadata_export", "changing_static_range", "changing_dynamic_range");

    private VmRules() {}

    /** Why the operation is refused now, other operations in progress aside. */
    public static Optional<XapiFailure> refusal(Row vm, String operation) {
        if (vm.hasEntry("blocked_operations", operation)) {
            return fail("OPERATION_BLOCKED", vm.ref(), vm.entry("blocked_operations", operation));
        }
        String state = vm.text("power_state");
        boolean snapshot = vm.flag("is_a_snapshot");
        if (vm.flag("is_control_domain") && SNAPSHOTS.contains(operation)) {
            return fail("OPERATION_NOT_ALLOWED", "This operation is not allowed on a control domain");
        }
        if (!VmOperation.possible(operation, state, snapshot || vm.flag("is_a_template"))) {
            return badState(vm, operation);
        }
        if (vm.flag("is_a_template") && !snapshot) {
            Optional<XapiFailure> template = onTemplate(vm, operation);
            if (template.isPresent()) {
                return template;
            }
        }
        if (snapshot && !VmOperation.ON_SNAPSHOTS.contains(operation)) {
            return fail("VM_IS_SNAPSHOT", vm.ref(), VmOperation.label(operation));
        }
        return feature(vm, operation);
    }

    /** {@code VM_BAD_POWER_STATE} with what the operation expects and what is. */
    public static Optional<XapiFailure> badState(Row vm, String operation) {
        return fail(
                "VM_BAD_POWER_STATE",
                vm.ref(),
                VmOperation.expected(operation),
                vm.text("power_state").toLowerCase(Locale.ROOT));
    }

    private static Optional<XapiFailure> onTemplate(Row vm, String operation) {
        boolean destroyable = operation.equals("destroy") && !vm.flag("is_default_template");
        return VmOperation.ON_TEMPLATES.contains(operation) || destroyable
                ? Optional.empty()
                : fail("VM_IS_TEMPLATE", vm.ref(), VmOperation.label(operation));
    }

    /** What needs the guest's help: {@code VM_LACKS_FEATURE} without an agent that offers it. */
    private static Optional<XapiFailure> feature(Row vm, String operation) {
        if (!vm.text("power_state").equals("Running") || vm.flag("is_control_domain")) {
            return Optional.empty();
        }
        String needed = switch (operation) {
            case "clean_shutdown" -> "feature-shutdown";
            case "clean_reboot" -> "feature-reboot";
            case "suspend", "checkpoint", "pool_migrate", "migrate_send" -> "feature-suspend";
            case "changing_VCPUs_live" -> "feature-vcpu-hotplug";
            default -> "";
        };
        return needed.isEmpty() || offers(vm, needed) ? Optional.empty() : fail("VM_LACKS_FEATURE", vm.ref());
    }

    private static boolean offers(Row vm, String feature) {
        return vm.follow("guest_metrics")
                .map(metrics -> metrics.entry("other", feature).equals("1"))
                .orElse(false);
    }

    /** The operation in progress that this one has to wait for, if any. */
    static Optional<Map.Entry<String, String>> conflict(Row vm, String operation, String own) {
        for (Map.Entry<String, String> current : vm.map("current_operations").entrySet()) {
            boolean mine = current.getKey().equals(own);
            if (!mine && !together(operation, current.getValue())) {
                return Optional.of(current);
            }
        }
        return Optional.empty();
    }

    private static boolean together(String operation, String other) {
        return (COPIES.contains(operation) && COPIES.contains(other))
                || (SNAPSHOTS.contains(operation) && SNAPSHOTS.contains(other))
                || (operation.equals("hard_shutdown") && !other.equals("hard_shutdown"))
                || (operation.equals("hard_reboot") && !other.startsWith("hard_"))
                || operation.equals("update_allowed_operations");
    }

    /** The value of {@code allowed_operations}. */
    static List<String> allowed(Row vm) {
        var allowed = new ArrayList<String>();
        boolean busy = vm.map("current_operations").values().stream()
                .anyMatch(operation -> !COPIES.contains(operation) && !SNAPSHOTS.contains(operation));
        for (String operation : VmOperation.LISTED) {
            if (sensible(vm, operation) && (!busy || WHILE_BUSY.contains(operation))) {
                if (refusal(vm, operation).isEmpty()
                        && conflict(vm, operation, "").isEmpty()) {
                    allowed.add(operation);
                }
            }
        }
        return List.copyOf(allowed);
    }

    /** What is left out although the checks would let it pass. */
    private static boolean sensible(Row vm, String operation) {
        boolean template = vm.flag("is_a_template");
        boolean snapshot = vm.flag("is_a_snapshot");
        if (vm.flag("is_control_domain")) {
            return ON_CONTROL_DOMAIN.contains(operation);
        }
        return switch (operation) {
            case "provision" -> template;
            case "revert" -> snapshot;
            case "clone", "copy" -> !vm.text("power_state").equals("Suspended") || snapshot;
            default -> true;
        };
    }

    private static Optional<XapiFailure> fail(String code, String... parameters) {
        return Optional.of(new XapiFailure(code, parameters));
    }
}
