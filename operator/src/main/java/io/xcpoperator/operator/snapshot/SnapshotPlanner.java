package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.pools.CopyRoom;
import io.xcpoperator.operator.platform.pools.Releases;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be done for a snapshot: taken, kept until its time is over, destroyed. Pure. */
final class SnapshotPlanner {
    /** From this release on a snapshot can leave disks out. */
    private static final String IGNORING = "8.3";

    private final Want want;
    private final Remembered memory;
    private final Instant now;

    SnapshotPlanner(Want want, Remembered memory, Instant now) {
        this.want = want;
        this.memory = memory;
        this.now = now;
    }

    /** @param setback a failure that is being waited out */
    Plan plan(Sight.Seen seen, Optional<Setbacks.Held> setback) {
        List<Step> steps = settle(seen);
        if (seen.working()) {
            return Plan.of(steps, new Verdict.Working(Reason.TaskRunning, "the pool works on the snapshot"));
        }
        return switch (seen.identity(want.me(), memory)) {
            case Identity.Refused(Verdict why, var _) -> Plan.of(steps, why);
            case Identity.Absent _ -> take(seen, steps, setback);
            case Identity.Gone(String uuid) -> gone(uuid, seen, steps);
            case Identity.Claimable(VmRecord snapshot, boolean marked, String why) -> {
                claim(snapshot, marked, why, steps);
                yield kept(snapshot, seen, steps, setback);
            }
            case Identity.Ours(VmRecord snapshot) -> kept(snapshot, seen, steps, setback);
        };
    }

    private Plan take(Sight.Seen seen, List<Step> steps, Optional<Setbacks.Held> setback) {
        Optional<Verdict> obstacle = Obstacles.toTake(want, seen, now);
        if (obstacle.isPresent()) {
            return Plan.of(steps, obstacle.get());
        }
        if (setback.isPresent()) {
            return waits(steps, setback.get());
        }
        VmRecord vm = seen.source().orElseThrow();
        String why = want.memory() ? "take a snapshot with memory" : "take a snapshot";
        Set<VdiRef> without = without(vm, seen);
        steps.add(new Step(
                new Action.Take(vm.ref(), want.memory(), memory.token().orElse(""), without), vm.nameLabel(), why));
        boolean inherits = vm.otherConfig().containsKey(MarkIndexes.SNAPSHOT_OWNER);
        steps.add(new Step(
                new Action.Mark(Action.TAKEN, want.me().markFor("new-snapshot").toString(), inherits),
                want.name(),
                "say whose snapshot it is"));
        steps.add(rename(new Action.Rename(Action.TAKEN, want.name())));
        CopyRoom.disks(vm, seen.view()).stream()
                .filter(disk -> !want.memory() && SeedDrives.isOne(disk.otherConfig()) && !without.contains(disk.ref()))
                .forEach(_ -> steps.add(drop(Action.COPY, Action.TAKEN)));
        return Plan.of(steps, new Verdict.Working(Reason.Applying, why));
    }

    /** Its cloud-init drive holds secrets, and nothing to come back to (decision 0150). */
    private Set<VdiRef> without(VmRecord vm, Sight.Seen seen) {
        return !want.memory() && Releases.allReach(Releases.products(seen.view()), IGNORING)
                ? SeedDrives.of(vm.ref(), vm.uuidText(), seen.view())
                : Set.of();
    }

    /** Where the release cannot leave it out. With memory it stays: the guest may hold it. */
    private void dropDrives(VmRecord snapshot, Sight.Seen seen, List<Step> steps) {
        if (want.memory()) {
            return;
        }
        SnapshotDisks.of(snapshot.ref(), seen.view()).stream()
                .filter(vdi -> seen.view()
                        .vdi(vdi)
                        .filter(disk -> SeedDrives.isOne(disk.otherConfig()))
                        .isPresent())
                .forEach(vdi -> steps.add(drop(vdi, snapshot.ref())));
    }

    private Step drop(VdiRef drive, VmRef snapshot) {
        return new Step(new Action.DropDrive(drive, snapshot), want.name(), "a cloud-init drive is in no snapshot");
    }

    private void claim(VmRecord snapshot, boolean marked, String why, List<Step> steps) {
        String mark = want.me().markFor(snapshot.uuidText()).toString();
        steps.add(new Step(new Action.Mark(snapshot.ref(), mark, marked), want.name(), why));
    }

    private Step rename(Action.Rename rename) {
        return new Step(rename, want.name(), "it is complete");
    }

    /**
     * It is there: it gets its name, and goes when its time is over. Not before status has what it was: else a crash after
     * its end would look like one before its beginning.
     */
    private Plan kept(VmRecord snapshot, Sight.Seen seen, List<Step> steps, Optional<Setbacks.Held> setback) {
        if (Names.isMaking(snapshot.nameLabel())) {
            steps.add(rename(new Action.Rename(snapshot.ref(), want.name())));
        }
        dropDrives(snapshot, seen, steps);
        Optional<Instant> end = end(snapshot);
        boolean onRecord = memory.uuid().filter(snapshot.uuidText()::equals).isPresent()
                && memory.takenAt().isPresent();
        if (onRecord && end.filter(at -> !at.isAfter(now)).isPresent()) {
            return expire(snapshot, seen, steps, setback);
        }
        Plan plan = Plan.of(steps, new Verdict.Ready());
        return end.map(plan::again).orElse(plan);
    }

    private Optional<Instant> end(VmRecord snapshot) {
        return want.timeToLive()
                .map(life -> memory.takenAt(snapshot.snapshotTime(), now).plus(life));
    }

    private Plan expire(VmRecord snapshot, Sight.Seen seen, List<Step> steps, Optional<Setbacks.Held> setback) {
        Optional<Verdict> obstacle = Obstacles.toDestroy(want, seen, snapshot, now);
        if (obstacle.isPresent()) {
            return Plan.of(steps, obstacle.get());
        }
        if (setback.isPresent()) {
            return waits(steps, setback.get());
        }
        steps.removeIf(step -> step.action() instanceof Action.DropDrive); // it goes with the others
        steps.addAll(destruction(snapshot, seen, "timeToLive is over"));
        return Plan.of(steps, new Verdict.Working(Reason.Applying, "timeToLive is over"));
    }

    /** Nothing is tried again before its time. */
    static Plan waits(List<Step> steps, Setbacks.Held setback) {
        return Plan.of(steps, setback.verdict()).again(setback.until());
    }

    private Plan gone(String uuid, Sight.Seen seen, List<Step> steps) {
        boolean over = memory.expired()
                || want.timeToLive()
                        .map(life -> memory.takenAt().orElse(memory.asked()).plus(life))
                        .filter(end -> !end.isAfter(now))
                        .isPresent();
        if (!over) {
            return Plan.of(
                    steps,
                    new Verdict.Stalled(
                            Reason.Missing,
                            "snapshot %s is gone from pool %s, and none is taken in its place; delete this resource, or write another"
                                    .formatted(uuid, seen.pool().key().name())));
        }
        steps.addAll(leftovers(seen, "timeToLive is over"));
        return Plan.of(
                steps,
                new Verdict.Ready(
                        Reason.Expired, "timeToLive is over; the pool's snapshot is gone and this resource stays"));
    }

    /** First its disks are told whose they are: VM.destroy leaves them, and without it nothing else says so. */
    List<Step> destruction(VmRecord snapshot, Sight.Seen seen, String why) {
        List<Step> steps = new ArrayList<>();
        List<VdiRef> disks = SnapshotDisks.of(snapshot.ref(), seen.view());
        String mark = want.me().markFor(snapshot.uuidText()).toString();
        disks.stream()
                .filter(vdi -> seen.view()
                        .vdi(vdi)
                        .filter(disk -> disk.otherConfig().containsKey(MarkIndexes.SNAPSHOT_OWNER))
                        .isEmpty())
                .forEach(vdi -> steps.add(new Step(
                        new Action.MarkDisk(vdi, snapshot.ref(), mark), want.name(), "it goes after its snapshot")));
        steps.add(new Step(new Action.Destroy(snapshot.ref()), want.name(), why));
        disks.forEach(vdi -> steps.add(new Step(new Action.DestroyDisk(vdi), want.name(), why)));
        return steps;
    }

    /** Disks of a snapshot of ours that is gone. */
    List<Step> leftovers(Sight.Seen seen, String why) {
        return seen.left().stream()
                .map(VdiRecord::ref)
                .map(vdi -> new Step(new Action.DestroyDisk(vdi), want.name(), why))
                .toList();
    }

    /** How long a guest stood still is read from its task, so that goes once the figure is in status. */
    List<Step> settle(Sight.Seen seen) {
        return new ArrayList<>(seen.ended().stream()
                .filter(task -> memory.stall().isPresent() || Stall.of(task).isEmpty())
                .map(TaskRecord::ref)
                .map(task -> new Step(new Action.Settle(task), "a task of ours", "it ended"))
                .toList());
    }
}
