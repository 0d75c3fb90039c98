package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import io.xcpoperator.simulator.vm.VmOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * VM.revert: the VM gets the snapshot's configuration, and new disks and NICs made of the snapshot's (recording 09). A VM
 * that is gone is made again, with its old uuid.
 */
final class Revert implements Behaviour {
    /** What a VM keeps whatever happens to it. */
    private static final Set<String> KEPT = Set.of(
            "uuid",
            "allowed_operations",
            "current_operations",
            "power_state",
            "resident_on",
            "scheduled_to_be_resident_on",
            "domid",
            "memory_target",
            "metrics",
            "guest_metrics",
            "suspend_VDI",
            "generation_id",
            "parent",
            "children",
            "snapshots",
            "snapshot_of",
            "snapshot_time",
            "snapshot_info",
            "snapshot_metadata",
            "transportable_snapshot_id",
            "is_a_snapshot",
            "is_control_domain",
            "tags",
            "affinity",
            "groups",
            "appliance",
            "VBDs",
            "VIFs",
            "VTPMs",
            "VUSBs",
            "VGPUs",
            "attached_PCIs",
            "consoles",
            "crash_dumps",
            "blobs");

    private final Database database;
    private final DiskCopies disks;
    private final DeviceCopies devices;
    private final Consumer<Row> hardStop;

    /** {@code hardStop}: halts a VM at once. */
    Revert(Database database, DiskCopies disks, DeviceCopies devices, Consumer<Row> hardStop) {
        this.database = database;
        this.disks = disks;
        this.devices = devices;
        this.hardStop = hardStop;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.revert", call -> {
            Row snapshot = call.row(0);
            if (!snapshot.flag("is_a_snapshot")) {
                throw new XapiFailure("VM_REVERT_FAILED", snapshot.ref(), snapshot.text("snapshot_of"));
            }
            return VmOperations.run(call, snapshot, "revert", () -> {
                call.work(call.world().delays().storage());
                revert(call, snapshot);
                return Values.EMPTY;
            });
        });
    }

    private void revert(Call call, Row snapshot) {
        Map<String, Value> before =
                SnapshotMetadata.read(database.schema().get("VM"), snapshot.text("snapshot_metadata"));
        Optional<Row> living = snapshot.follow("snapshot_of");
        Row vm = living.orElseGet(() -> born(snapshot, before));
        if (!vm.text("power_state").equals("Halted")) {
            hardStop.accept(vm);
        }
        before.forEach((field, value) -> {
            if (!KEPT.contains(field)) {
                vm.set(field, value);
            }
        });
        replaceDevices(snapshot, vm);
        boolean asleep = snapshot.text("power_state").equals("Suspended");
        vm.set("power_state", snapshot.text("power_state"));
        if (asleep) {
            snapshot.follow("suspend_VDI")
                    .map(image -> disks.make(image, CopyKind.CLONE, Optional.empty()))
                    .ifPresent(image -> vm.set("suspend_VDI", image.ref()));
            vm.set("memory_target", snapshot.number("memory_target"));
            vm.followAll("VBDs").forEach(vbd -> vbd.set("currently_attached", true));
            vm.followAll("VIFs").forEach(vif -> vif.set("currently_attached", true));
        }
        vm.set("parent", snapshot.ref());
        vm.set(
                "generation_id",
                vm.text("generation_id").isEmpty() ? "" : call.database().ids().generation());
        VmOperations.refresh(vm);
    }

    /** The VM is gone: its record comes back as it was; what its other snapshots are snapshots of, too. */
    private Row born(Row snapshot, Map<String, Value> before) {
        ClassSchema type = database.schema().get("VM");
        var fields = new LinkedHashMap<String, Value>();
        before.forEach((field, value) -> {
            if (!KEPT.contains(field) || field.equals("uuid") || field.equals("tags")) {
                fields.put(field, value);
            }
        });
        fields.put("power_state", Value.of("Halted"));
        fields.put("domid", Value.of(-1));
        fields.put("generation_id", snapshot.get("generation_id"));
        fields.put("metrics", Value.of(database.create("VM_metrics", Map.of()).ref()));
        Row vm = database.create(type.name(), fields);
        String gone = snapshot.text("snapshot_of");
        List.copyOf(database.all("VM")).stream()
                .filter(other -> other.text("snapshot_of").equals(gone))
                .forEach(other -> other.set("snapshot_of", vm.ref()));
        return vm;
    }

    private void replaceDevices(Row snapshot, Row vm) {
        Map<String, Row> fresh = disks.make(snapshot, CopyKind.CLONE, Optional.empty(), Set.of());
        List<Row> old = DiskCopies.disks(vm, Set.of()).stream()
                .flatMap(vbd -> vbd.follow("VDI").stream())
                .toList();
        devices.remove(vm);
        for (Map.Entry<String, Row> each : fresh.entrySet()) {
            String origin = database.find(each.getKey())
                    .flatMap(vbd -> vbd.follow("VDI"))
                    .map(vdi -> vdi.text("snapshot_of"))
                    .orElse(Value.NULL_REF);
            inherit(origin, each.getValue());
        }
        old.forEach(disks::discard);
        devices.make(snapshot, vm, fresh, false);
    }

    /** The snapshots of the disk that goes are from now on those of the one that comes. */
    private void inherit(String origin, Row heir) {
        if (origin.equals(Value.NULL_REF)) {
            return;
        }
        List.copyOf(database.all("VDI")).stream()
                .filter(vdi -> vdi.text("snapshot_of").equals(origin))
                .forEach(vdi -> vdi.set("snapshot_of", heir.ref()));
    }
}
