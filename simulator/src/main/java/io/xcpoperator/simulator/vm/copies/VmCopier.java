package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.vm.VmOperations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the record of a copy and its devices, once its disks are there. Under the world's lock. */
final class VmCopier {
    private final Database database;
    private final DeviceCopies devices;

    VmCopier(Database database, DeviceCopies devices) {
        this.database = database;
        this.devices = devices;
    }

    Row copy(Row source, CopyKind kind, String name, Map<String, Row> disks, Instant now) {
        Map<String, Value> record = source.record().members();
        Map<String, Value> fields = CopiedFields.of(
                record, kind, name, database.ids().uuid(), database.ids().generation());
        boolean caught =
                kind == CopyKind.CHECKPOINT && source.text("power_state").equals("Running");
        fields.put("metrics", Value.of(metrics(source).ref()));
        fields.put("guest_metrics", guestMetrics(source, caught, now));
        if (kind.ofTheMoment()) {
            moment(fields, source, record, now);
        }
        Row copy = database.create("VM", fields);
        if (kind.ofTheMoment()) {
            source.set("parent", copy.ref());
        }
        devices.make(source, copy, disks, !kind.ofTheMoment());
        VmOperations.refresh(copy);
        return copy;
    }

    private void moment(Map<String, Value> fields, Row source, Map<String, Value> record, Instant now) {
        fields.put("snapshot_of", Value.of(source.ref()));
        fields.put("snapshot_time", Value.of(now));
        fields.put("parent", source.get("parent"));
        fields.put(
                "snapshot_info",
                Value.textMap(Map.of(
                        "disk-snapshot-type",
                        "crash_consistent",
                        "power-state-at-snapshot",
                        source.text("power_state"))));
        fields.put("snapshot_metadata", Value.of(SnapshotMetadata.write(source.ref(), record)));
    }

    private Row metrics(Row source) {
        return source.follow("metrics").map(this::twin).orElseGet(() -> database.create("VM_metrics", Map.of()));
    }

    /** What the guest said last; of a guest caught in its sleep, nothing. */
    private Value guestMetrics(Row source, boolean caught, Instant now) {
        if (source.follow("guest_metrics").isEmpty()) {
            return Values.NO_REF;
        }
        return Value.of(
                caught
                        ? database.create(
                                        "VM_guest_metrics", Map.of("live", Values.TRUE, "last_updated", Value.of(now)))
                                .ref()
                        : source.follow("guest_metrics")
                                .map(this::twin)
                                .orElseThrow()
                                .ref());
    }

    private Row twin(Row row) {
        var fields = new LinkedHashMap<>(row.record().members());
        fields.remove("uuid");
        return database.create(row.className(), fields);
    }
}
