package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan prints for a snapshot is what is sent. */
class SnapshotPromiseTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "before"), "uid-1");
    private static final Want WANT = new Want(
            ME, new ObjectKey("apps", "web"), false, Optional.empty(), true, Optional.empty(), Optional.empty());

    private final ValuePool pool = new ValuePool();
    private final VmRef vm = new VmRef(pool.add("VM", "name_label", "web"));
    private final VmRef snapshot =
            new VmRef(pool.add("VM", "name_label", "before", "is_a_snapshot", true, "snapshot_of", vm.value()));
    private final VdiRef disk = vdi(Map.of(), snapshot);
    private final VdiRef drive =
            vdi(Map.of(MarkIndexes.DISK_OF, "c1/apps/web/uid-2/uuid/" + SeedDrives.ENTRY), snapshot);
    private final VdiRef left = vdi(
            Map.of(
                    MarkIndexes.SNAPSHOT_OWNER,
                    ME.markFor("uuid-of-one-that-is-gone").toString()),
            null);

    private VdiRef vdi(Map<String, String> keys, VmRef of) {
        String ref = pool.add("VDI", "is_a_snapshot", true, "managed", true, "other_config", keys);
        if (of != null) {
            pool.add("VBD", "VM", of.value(), "VDI", ref, "type", "Disk", "mode", "RW");
        }
        return new VdiRef(ref);
    }

    private List<Action> rows() {
        return List.of(
                new Action.Take(vm, false, "token", Set.of()),
                new Action.Take(vm, false, "token", Set.of(drive)),
                new Action.Take(vm, true, "token", Set.of()),
                new Action.Mark(snapshot, "mark", false),
                new Action.Mark(snapshot, "mark", true),
                new Action.Rename(snapshot, "before"),
                new Action.Unmark(snapshot),
                new Action.MarkDisk(disk, snapshot, "mark"),
                new Action.Destroy(snapshot),
                new Action.DestroyDisk(left),
                new Action.DropDrive(drive, snapshot),
                new Action.Settle(new TaskRef("OpaqueRef:task")));
    }

    private List<String> sent(Action action) {
        String uuid = pool.get(snapshot).get("uuid").toString();
        pool.get(snapshot)
                .put(
                        "other_config",
                        Map.of(MarkIndexes.SNAPSHOT_OWNER, ME.markFor(uuid).toString()));
        RecordedCalls now = pool.answering();
        PoolView view = pool.view();
        var seen = new Sight.Seen(
                new PoolNow(view, now),
                view,
                view.vm(vm),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        new SnapshotExecutor().execute(seen, WANT, 1, List.of(new Step(action, "before", "asked to")));
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(Action.class, rows(), Set.of(), Action::calls, this::sent);
    }
}
