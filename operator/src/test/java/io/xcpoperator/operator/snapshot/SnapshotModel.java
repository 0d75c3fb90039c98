package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Snapshots of a pool as values: what each action does to them, by the facts, and what XAPI or we would refuse. */
final class SnapshotModel {
    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
    private final Instant now;
    private int next = 1;
    /** How often a snapshot was taken. */
    int taken;

    SnapshotModel(Instant now) {
        this.now = now;
    }

    /** An object of a class, as its record reads on the wire. */
    String add(String type, Object... members) {
        String ref = "OpaqueRef:" + type + "-" + next++;
        Map<String, Object> object = new HashMap<>(Map.of("class", type, "uuid", "uuid-" + ref.substring(10)));
        object.put("other_config", new HashMap<String, Object>());
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        objects.put(ref, object);
        return ref;
    }

    Map<String, Object> get(String ref) {
        return Objects.requireNonNull(objects.get(ref), ref);
    }

    String uuid(String ref) {
        return (String) get(ref).get("uuid");
    }

    Map<String, Object> otherConfig(String ref) {
        @SuppressWarnings("unchecked")
        var map = (Map<String, Object>) get(ref).get("other_config");
        return map;
    }

    Stream<String> all(String type) {
        return List.copyOf(objects.entrySet()).stream()
                .filter(e -> e.getValue().get("class").equals(type))
                .map(Map.Entry::getKey);
    }

    boolean has(String ref) {
        return objects.containsKey(ref);
    }

    /** A disk on a VM or on a snapshot. */
    String disk(String vm, boolean snapshot, Map<String, Object> otherConfig) {
        String vdi = add("VDI", "is_a_snapshot", snapshot, "managed", true, "other_config", new HashMap<>(otherConfig));
        add("VBD", "VM", vm, "VDI", vdi, "type", "Disk", "empty", false);
        return vdi;
    }

    /** Takes one, with everything that XAPI copies. */
    String snapshot(String vm, String name, Instant at, List<String> without) {
        String snapshot = add(
                "VM",
                "name_label",
                name,
                "is_a_snapshot",
                true,
                "snapshot_of",
                vm,
                "snapshot_time",
                at,
                "other_config",
                new HashMap<>(otherConfig(vm)));
        disks(vm).filter(vdi -> !without.contains(vdi)).toList().forEach(vdi -> disk(snapshot, true, otherConfig(vdi)));
        return snapshot;
    }

    Stream<String> disks(String vm) {
        return all("VBD").filter(vbd -> vm.equals(get(vbd).get("VM"))).map(vbd -> (String) get(vbd).get("VDI"));
    }

    PoolView view() {
        return PoolView.of(
                objects.entrySet().stream()
                        .map(e -> read(e.getKey(), e.getValue()))
                        .toList(),
                MarkIndexes.all());
    }

    private static XapiRecord read(String ref, Map<String, Object> object) {
        Fields fields = Fields.of(object);
        return switch ((String) object.get("class")) {
            case "host" -> HostRecord.read(new HostRef(ref), fields);
            case "VM" -> VmRecord.read(new VmRef(ref), fields);
            case "VDI" -> VdiRecord.read(new VdiRef(ref), fields);
            case "VBD" -> VbdRecord.read(new VbdRef(ref), fields);
            default -> throw new IllegalArgumentException(object.toString());
        };
    }

    /** Does it, or fails where it must not be done. */
    void apply(Action action) {
        switch (action) {
            case Action.Take a -> {
                taken++;
                snapshot(
                        a.vm().value(),
                        Names.making(a.token()),
                        now,
                        a.without().stream().map(VdiRef::value).toList());
            }
            case Action.Mark(VmRef snapshot, String mark, boolean replaces) -> {
                Object before = otherConfig(snapshot.value()).put(MarkIndexes.SNAPSHOT_OWNER, mark);
                check(replaces || before == null, "MAP_DUPLICATE_KEY");
            }
            case Action.Rename(VmRef snapshot, String name) ->
                get(snapshot.value()).put("name_label", name);
            case Action.Unmark(VmRef snapshot) -> otherConfig(snapshot.value()).remove(MarkIndexes.SNAPSHOT_OWNER);
            case Action.MarkDisk(VdiRef vdi, VmRef _, String mark) ->
                check(otherConfig(vdi.value()).put(MarkIndexes.SNAPSHOT_OWNER, mark) == null, "MAP_DUPLICATE_KEY");
            case Action.Destroy(VmRef snapshot) -> {
                check((boolean) get(snapshot.value()).get("is_a_snapshot"), "a VM is destroyed");
                objects.remove(snapshot.value());
                all("VBD")
                        .filter(vbd -> snapshot.value().equals(get(vbd).get("VM")))
                        .forEach(objects::remove);
            }
            case Action.DestroyDisk(VdiRef vdi) -> {
                check(all("VBD").noneMatch(vbd -> vdi.value().equals(get(vbd).get("VDI"))), "VDI_IN_USE");
                destroy(vdi.value());
            }
            case Action.DropDrive(VdiRef vdi, VmRef _) -> {
                check(
                        otherConfig(vdi.value()).get(MarkIndexes.DISK_OF) instanceof String mark
                                && mark.endsWith("/" + SeedDrives.ENTRY),
                        "data is dropped");
                destroy(vdi.value());
            }
            case Action.Settle _ -> throw new AssertionError("there is no task");
        }
    }

    private void destroy(String vdi) {
        check((boolean) get(vdi).get("is_a_snapshot"), "a disk of a VM is destroyed");
        objects.remove(vdi);
        all("VBD").filter(vbd -> vdi.equals(get(vbd).get("VDI"))).forEach(objects::remove);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
