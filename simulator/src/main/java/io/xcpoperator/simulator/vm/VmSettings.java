package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Handler;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Setters with a rule of their own (recordings 02, 03). */
final class VmSettings implements Behaviour {
    private static final Set<String> PRIORITIES = Set.of("", "best-effort", "restart");

    @Override
    public void register(Messages messages) {
        messages.on("VM.set_VCPUs_max", VmSettings::maxVcpus);
        messages.on("VM.set_VCPUs_at_startup", VmSettings::startupVcpus);
        messages.on("VM.set_VCPUs_number_live", VmSettings::liveVcpus);
        messages.on("VM.add_to_VCPUs_params_live", VmSettings::liveParameters);
        messages.on("VM.set_ha_restart_priority", VmSettings::priority);
        messages.on("VM.set_is_a_template", VmSettings::template);
        messages.on("VM.set_is_default_template", VmSettings::defaultTemplate);
        for (String field : new String[] {"order", "start_delay", "shutdown_delay"}) {
            messages.on("VM.set_" + field, call -> notNegative(call, field));
        }
        for (String field : new String[] {"actions_after_shutdown", "actions_after_reboot", "actions_after_crash"}) {
            onPlain(messages, field);
        }
        for (String field : new String[] {
            "hardware_platform_version", "xenstore_data", "suspend_SR", "appliance", "snapshot_schedule"
        }) {
            onPlain(messages, field);
        }
        messages.on("VM.set_has_vendor_device", VmSettings::vendorDevice);
        messages.on("VM.set_domain_type", call -> domainType(call, call.text(1)));
        messages.on("VM.set_HVM_boot_policy", call -> bootPolicy(call, call.text(1)));
        messages.on("VM.set_bios_strings", VmSettings::biosStrings);
        messages.on("VM.copy_bios_strings", VmSettings::copyBiosStrings);
        messages.on("VM.set_suspend_VDI", VmSettings::suspendDisk);
        messages.on("VM.set_groups", VmSettings::groups);
        for (String message : new String[] {"set", "add_to", "remove_from"}) {
            onMap(messages, "VM." + message + "_other_config");
            onMap(messages, "VM." + message + "_platform");
            onBlocked(messages, "VM." + message + "_blocked_operations");
            String nvram = "VM." + message + "_NVRAM";
            messages.on(nvram, messages.generated(nvram));
        }
        messages.on("VM.set_ha_always_run", messages.generated("VM.set_ha_always_run"));
    }

    private static void onPlain(Messages messages, String field) {
        messages.on("VM.set_" + field, call -> {
            call.row(0).set(field, call.argument(1));
            return Values.EMPTY;
        });
    }

    /** Maps whose keys ask for roles of their own: not generated in the data model, and plain all the same. */
    private static void onMap(Messages messages, String name) {
        messages.on(name, messages.generated(name));
    }

    private static void onBlocked(Messages messages, String name) {
        Handler plain = messages.generated(name);
        messages.on(name, call -> {
            Value result = plain.handle(call);
            VmOperations.refresh(call.row(0));
            return result;
        });
    }

    private static Value maxVcpus(Call call) {
        Row vm = call.row(0);
        if (vm.flag("is_control_domain")) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "This operation is not allowed on dom0");
        }
        VmOperations.check(call, vm, "changing_VCPUs");
        long count = call.number(1);
        if (count < 1 || count < vm.number("VCPUs_at_startup")) {
            throw vcpuFailure(Long.toString(vm.number("VCPUs_at_startup")), count, "VCPUs_max");
        }
        vm.set("VCPUs_max", count);
        VmMemory.refreshOverhead(vm);
        return Values.EMPTY;
    }

    private static XapiFailure vcpuFailure(String limit, long given, String field) {
        return field.equals("VCPUs_max")
                ? new XapiFailure(
                        "INVALID_VALUE",
                        "VCPU values must satisfy: 0 < VCPUs_at_startup ≤ VCPUs_max",
                        Long.toString(given))
                : new XapiFailure("INVALID_VALUE", "VCPU values must satisfy: 0 < VCPUs ≤ VCPUs_max", limit);
    }

    private static Value startupVcpus(Call call) {
        Row vm = call.row(0);
        long count = call.number(1);
        if (count < 1 || count > vm.number("VCPUs_max")) {
            throw vcpuFailure("", count, "VCPUs_max");
        }
        vm.set("VCPUs_at_startup", count);
        return Values.EMPTY;
    }

    private static Value liveVcpus(Call call) {
        Row vm = call.row(0);
        VmOperations.check(call, vm, "changing_VCPUs_live");
        long count = call.number(1);
        if (count < 1 || count > vm.number("VCPUs_max")) {
            throw vcpuFailure(Long.toString(vm.number("VCPUs_max")), count, "");
        }
        vm.set("VCPUs_at_startup", count);
        vm.follow("metrics").ifPresent(metrics -> metrics.set("VCPUs_number", count));
        return Values.EMPTY;
    }

    private static Value liveParameters(Call call) {
        Row vm = call.row(0);
        VmOperations.check(call, vm, "changing_VCPUs_live");
        vm.putEntry("VCPUs_params", call.text(1), call.text(2));
        return Values.EMPTY;
    }

    private static Value priority(Call call) {
        Row vm = call.row(0);
        String priority = call.text(1);
        if (!PRIORITIES.contains(priority)) {
            throw new XapiFailure("INVALID_VALUE", "ha_restart_priority", priority);
        }
        vm.set("ha_restart_priority", priority);
        vm.set(
                "ha_always_run",
                priority.equals("restart") && vm.text("power_state").equals("Running"));
        return Values.EMPTY;
    }

    private static Value template(Call call) {
        Row vm = call.row(0);
        if (call.flag(1)) {
            VmOperations.check(call, vm, "make_into_template");
        }
        vm.set("is_a_template", call.flag(1));
        VmOperations.refresh(vm);
        return Values.EMPTY;
    }

    private static Value defaultTemplate(Call call) {
        Row vm = call.row(0);
        vm.set("is_default_template", call.flag(1));
        VmOperations.refresh(vm);
        return Values.EMPTY;
    }

    private static Value notNegative(Call call, String field) {
        if (call.number(1) < 0) {
            throw new XapiFailure("INVALID_VALUE", field + " must be non-negative", Long.toString(call.number(1)));
        }
        call.row(0).set(field, call.argument(1));
        return Values.EMPTY;
    }

    private static Value vendorDevice(Call call) {
        Row vm = call.row(0);
        if (!vm.text("power_state").equals("Halted")) {
            throw VmRules.badState(vm, "start").orElseThrow();
        }
        vm.set("has_vendor_device", call.flag(1));
        if (call.flag(1) && vm.number("hardware_platform_version") < 2) {
            vm.set("hardware_platform_version", 2);
        }
        return Values.EMPTY;
    }

    private static Value domainType(Call call, String type) {
        Row vm = call.row(0);
        vm.set("domain_type", type);
        vm.set("HVM_boot_policy", type.equals("hvm") ? "BIOS order" : "");
        return Values.EMPTY;
    }

    private static Value bootPolicy(Call call, String policy) {
        Row vm = call.row(0);
        vm.set("HVM_boot_policy", policy);
        vm.set("domain_type", policy.isEmpty() ? "pv" : "hvm");
        return Values.EMPTY;
    }

    private static Value biosStrings(Call call) {
        Row vm = call.row(0);
        requireUnset(vm);
        Map<String, String> strings = new LinkedHashMap<>(Domain.biosStrings());
        for (Map.Entry<String, String> entry : call.map(1).entrySet()) {
            if (!strings.containsKey(entry.getKey())) {
                throw new XapiFailure("INVALID_VALUE", entry.getKey(), "Unknown key");
            }
            strings.put(entry.getKey(), entry.getValue());
        }
        vm.set("bios_strings", strings);
        return Values.EMPTY;
    }

    private static Value copyBiosStrings(Call call) {
        Row vm = call.row(0);
        requireUnset(vm);
        vm.set("bios_strings", call.row(1).map("bios_strings"));
        return Values.EMPTY;
    }

    private static void requireUnset(Row vm) {
        if (!vm.map("bios_strings").isEmpty()) {
            throw new XapiFailure("VM_BIOS_STRINGS_ALREADY_SET");
        }
    }

    private static Value suspendDisk(Call call) {
        Row vm = call.row(0);
        if (!vm.text("power_state").equals("Suspended")) {
            throw VmRules.badState(vm, "resume").orElseThrow();
        }
        vm.set("suspend_VDI", call.row(1).ref());
        return Values.EMPTY;
    }

    private static Value groups(Call call) {
        Row vm = call.row(0);
        if (call.texts(1).size() > 1) {
            throw new XapiFailure("TOO_MANY_GROUPS");
        }
        vm.set("groups", call.texts(1));
        return Values.EMPTY;
    }
}
