package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import java.util.HashMap;
import java.util.Map;

/** A person's names for the objects that an error or a plan about a VM may speak of, by reference. */
final class Names {
    private Names() {}

    static Map<String, String> of(PoolView view) {
        Map<String, String> names = new HashMap<>();
        view.hosts().forEach(h -> names.put(h.ref().value(), h.nameLabel()));
        view.networks().forEach(n -> names.put(n.ref().value(), n.nameLabel()));
        view.srs().forEach(s -> names.put(s.ref().value(), s.nameLabel()));
        return names;
    }

    /** Adds the VM's own parts. */
    static void add(Map<String, String> names, PoolView view, VmFacts vm) {
        names.put(vm.ref().value(), "VM " + vm.name());
        vm.disks()
                .forEach(d -> names.put(
                        d.vdi().value(),
                        view.vdi(d.vdi()).map(VdiRecord::nameLabel).orElse("a disk")));
        vm.disks()
                .forEach(d ->
                        names.put(d.vbd().value(), "disk " + names.get(d.vdi().value())));
        vm.nics()
                .forEach(n -> names.put(
                        n.vif().value(),
                        "the interface on " + names.getOrDefault(n.network().value(), "a network")));
        vm.machine().drives().stream()
                .flatMap(drive -> drive.medium().stream())
                .forEach(vdi -> names.put(
                        vdi.value(), view.vdi(vdi).map(VdiRecord::nameLabel).orElse("an ISO")));
    }
}
