package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.VmRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a snapshot whose resource is deleted: let go, destroyed, or waited for. Pure. */
final class SnapshotDeletion {
    private final Want want;
    private final Remembered memory;
    private final Instant now;

    SnapshotDeletion(Want want, Remembered memory, Instant now) {
        this.want = want;
        this.memory = memory;
        this.now = now;
    }

    /**
     * Nothing left to do, or the steps, or what is waited for.
     *
     * @param destroys whether the pool's snapshot goes too
     */
    Optional<Plan> plan(ManagementGate gate, Sight sight, boolean destroys, Optional<Setbacks.Held> setback) {
        return switch (gate) {
            case OBSERVE, PLAN -> Optional.empty();
            case PAUSED ->
                Optional.of(waits(new Verdict.Waiting(
                        Reason.Paused, "paused; remove the annotation xcp-operator.io/paused to go on")));
            case WRITE -> plan(sight, destroys, setback);
        };
    }

    private Optional<Plan> plan(Sight sight, boolean destroys, Optional<Setbacks.Held> setback) {
        return switch (sight) {
            case Sight.Nowhere _ -> Optional.empty();
            case Sight.Unreachable(Verdict why) -> unreachable(why);
            case Sight.Seen seen -> seen(seen, destroys, setback);
        };
    }

    /** That status knows of nothing proves little while the pool cannot be looked at, unless there is none. */
    private Optional<Plan> unreachable(Verdict why) {
        boolean nowhere = why instanceof Verdict.Waiting(Reason reason, String _)
                && (reason == Reason.ReferenceNotFound || reason == Reason.AccessDenied);
        return nowhere && memory.uuid().isEmpty() && memory.token().isEmpty()
                ? Optional.empty()
                : Optional.of(waits(why));
    }

    private static Plan waits(Verdict why) {
        return Plan.of(List.of(), new Verdict.Waiting(reason(why), "deletion waits: " + why.message()));
    }

    private static Reason reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready(Reason reason, String _) -> reason;
            case Verdict.Working(Reason reason, String _) -> reason;
            case Verdict.Waiting(Reason reason, String _) -> reason;
            case Verdict.Stalled(Reason reason, String _) -> reason;
        };
    }

    private Optional<Plan> seen(Sight.Seen seen, boolean destroys, Optional<Setbacks.Held> setback) {
        var planner = new SnapshotPlanner(want, memory, now);
        List<Step> steps = new ArrayList<>(seen.ended().stream()
                .map(task -> new Step(new Action.Settle(task.ref()), "a task of ours", "it ended"))
                .toList());
        if (seen.working() || underWay(seen)) {
            return Optional.of(Plan.of(
                    steps, new Verdict.Working(Reason.TaskRunning, "deletion waits: the pool works on the snapshot")));
        }
        switch (seen.identity(want.me(), memory)) {
            case Identity.Ours(VmRecord snapshot) -> {
                return Optional.of(ours(snapshot, seen, destroys, setback, steps, planner));
            }
            case Identity.Claimable(VmRecord snapshot, boolean _, String _)
            when Names.isMaking(snapshot.nameLabel()) -> {
                String mark = want.me().markFor(snapshot.uuidText()).toString();
                boolean replaces = Identity.isMarked(snapshot);
                steps.add(new Step(
                        new Action.Mark(snapshot.ref(), mark, replaces), want.name(), "say whose snapshot it is"));
                return Optional.of(ours(snapshot, seen, destroys, setback, steps, planner));
            }
            case Identity.Gone _, Identity.Absent _ -> {
                if (destroys) {
                    steps.addAll(planner.leftovers(seen, "the resource is deleted"));
                }
            }
            case Identity.Refused _, Identity.Claimable _ -> {} // whose it is is in doubt: not touched (S1)
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(Plan.of(steps, deleting()));
    }

    /** Asked for by us, perhaps, before we died: our token is not on it yet. */
    private boolean underWay(Sight.Seen seen) {
        return memory.token().isPresent()
                && memory.uuid().isEmpty()
                && seen.source().filter(vm -> !vm.currentOperations().isEmpty()).isPresent();
    }

    private Plan ours(
            VmRecord snapshot,
            Sight.Seen seen,
            boolean destroys,
            Optional<Setbacks.Held> setback,
            List<Step> steps,
            SnapshotPlanner planner) {
        if (!destroys) {
            if (Names.isMaking(snapshot.nameLabel())) {
                steps.add(new Step(new Action.Rename(snapshot.ref(), want.name()), want.name(), "it is complete"));
            }
            steps.add(new Step(new Action.Unmark(snapshot.ref()), want.name(), "the snapshot is let go"));
            return Plan.of(steps, deleting());
        }
        Optional<Verdict> obstacle = Obstacles.toDestroy(want, seen, snapshot, now);
        if (obstacle.isPresent()) {
            return Plan.of(steps, waits(obstacle.get()).verdict());
        }
        if (setback.isPresent()) {
            return SnapshotPlanner.waits(steps, setback.get());
        }
        steps.addAll(planner.destruction(snapshot, seen, "the resource is deleted"));
        return Plan.of(steps, deleting());
    }

    private static Verdict deleting() {
        return new Verdict.Working(Reason.Deleting, "being deleted");
    }
}
