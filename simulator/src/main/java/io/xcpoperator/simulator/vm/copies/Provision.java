package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import io.xcpoperator.simulator.vm.Devices;
import io.xcpoperator.simulator.vm.VmOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * VM.provision: a template becomes a VM and gets the disks its {@code other_config} asks for. When that fails it has no
 * disks, but is a template no more (recording 09-010).
 */
final class Provision implements Behaviour {
    private final Devices devices;

    Provision(Devices devices) {
        this.devices = devices;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.provision", call -> {
            Row vm = call.row(0);
            return VmOperations.run(call, vm, "provision", () -> {
                if (!vm.flag("is_a_template")) {
                    throw new XapiFailure("PROVISION_ONLY_ALLOWED_ON_TEMPLATE");
                }
                vm.set("is_a_template", false);
                vm.set("is_default_template", false);
                fill(call, vm);
                vm.follow("metrics")
                        .ifPresent(metrics ->
                                metrics.set("install_time", call.world().now()));
                return Values.EMPTY;
            });
        });
    }

    private void fill(Call call, Row vm) {
        List<ProvisionXml.Disk> wanted = ProvisionXml.read(vm.entry("other_config", "disks"));
        var places = new ArrayList<Row>();
        for (ProvisionXml.Disk disk : wanted) {
            places.add(call.database()
                    .findByUuid("SR", disk.sr())
                    .orElseThrow(() -> new XapiFailure("UUID_INVALID", "sr", disk.sr())));
        }
        if (!wanted.isEmpty()) {
            call.work(call.world().delays().storage());
        }
        var made = new ArrayList<Row>();
        try {
            for (int index = 0; index < wanted.size(); index++) {
                ProvisionXml.Disk disk = wanted.get(index);
                made.add(devices.volumes()
                        .create(
                                places.get(index),
                                disk.device(),
                                "Created by template provisioner",
                                disk.type(),
                                disk.size()));
            }
        } catch (XapiFailure failure) {
            made.forEach(devices.volumes()::destroy);
            throw failure;
        }
        for (int index = 0; index < wanted.size(); index++) {
            attach(call, vm, made.get(index), wanted.get(index));
        }
    }

    private static void attach(Call call, Row vm, Row vdi, ProvisionXml.Disk disk) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("VM", Value.of(vm.ref()));
        fields.put("VDI", Value.of(vdi.ref()));
        fields.put("userdevice", Value.of(disk.device()));
        fields.put("bootable", Value.of(disk.bootable()));
        fields.put("mode", Value.of("RW"));
        fields.put("type", Value.of("Disk"));
        fields.put("unpluggable", Value.of(!disk.device().equals("0")));
        fields.put("other_config", Value.textMap(java.util.Map.of("owner", "")));
        fields.put("metrics", Value.of(call.database().ids().ref()));
        call.database().create("VBD", fields);
    }
}
