package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** VM.create and VM.destroy (recording 02): strict about the record's form, blind to what it says. */
public final class VmCreation implements Behaviour {
    /** What a create record may say but the daemon drops. */
    private static final List<String> DROPPED = List.of(
            "blocked_operations",
            "bios_strings",
            "suspend_VDI",
            "power_state",
            "last_booted_record",
            "is_vmss_snapshot");

    private final Volumes volumes;

    VmCreation(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.create", VmCreation::create);
        messages.on("VM.destroy", call -> {
            Row vm = call.row(0);
            if (vm.flag("is_default_template") && !vm.flag("is_a_template")) {
                throw new XapiFailure("VM_CANNOT_DELETE_DEFAULT_TEMPLATE");
            }
            return VmOperations.run(call, vm, "destroy", () -> {
                destroy(call, vm, volumes);
                return Values.EMPTY;
            });
        });
    }

    private static Value create(Call call) {
        var fields = new LinkedHashMap<>(call.members(0));
        String state = ((Value.Str) fields.getOrDefault("power_state", Value.of("Halted"))).text();
        DROPPED.forEach(fields::remove);
        if (state.equals("Suspended")) {
            throw new XapiFailure(
                    "VM_BAD_POWER_STATE", call.database().ids().ref(), "halted", state.toLowerCase(Locale.ROOT));
        }
        fields.put("domain_type", Value.of(domainType(call)));
        hardware(fields);
        seed(call, fields);
        fields.put("domid", Value.of(-1));
        fields.put("resident_on", Values.NO_REF);
        Row metrics = call.database()
                .create("VM_metrics", Map.of("VCPUs_utilisation", new Value.Dict(Map.of("0", Value.of(0.0)))));
        fields.put("metrics", Value.of(metrics.ref()));
        Row vm = call.database().create("VM", fields);
        VmMemory.refreshOverhead(vm);
        VmOperations.refresh(vm);
        return Value.of(vm.ref());
    }

    private static String domainType(Call call) {
        Map<String, Value> given = call.members(0);
        String type = given.get("domain_type") instanceof Value.Str(String text) ? text : "unspecified";
        boolean hvm = given.get("HVM_boot_policy") instanceof Value.Str(String policy) && !policy.isEmpty();
        return type.equals("unspecified") ? (hvm ? "hvm" : "pv") : type;
    }

    /** A version below 0 stands for what the other fields need: 2 for the vendor device. */
    private static void hardware(Map<String, Value> fields) {
        boolean vendor = Values.TRUE.equals(fields.get("has_vendor_device"));
        boolean given = fields.get("hardware_platform_version") instanceof Value.Int(long version) && version > 0;
        if (vendor && !given) {
            fields.put("hardware_platform_version", Value.of(2));
        }
    }

    private static void seed(Call call, Map<String, Value> fields) {
        var config = fields.get("other_config") instanceof Value.Dict(var members)
                ? new LinkedHashMap<>(members)
                : new LinkedHashMap<String, Value>();
        config.putIfAbsent("mac_seed", Value.of(call.database().ids().uuid()));
        fields.put("other_config", new Value.Dict(config));
    }

    /** The record with its VBDs, VIFs, vTPMs, consoles and metrics; disks and snapshots stay. */
    static void destroy(Call call, Row vm, Volumes volumes) {
        for (String set : List.of("VBDs", "VIFs", "VTPMs", "consoles", "VUSBs")) {
            List.copyOf(vm.followAll(set)).forEach(call.database()::destroy);
        }
        vm.follow("suspend_VDI").ifPresent(volumes::destroy);
        vm.follow("metrics").ifPresent(call.database()::destroy);
        vm.follow("guest_metrics").ifPresent(call.database()::destroy);
        for (Row child : List.copyOf(vm.followAll("children"))) {
            child.set("parent", vm.text("parent"));
        }
        call.database().destroy(vm);
    }
}
