package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot brought back in place: an undo snapshot first, then the claim, the proof that it began, the revert, our marks
 * put back, the proof that it is done. Whether the revert took effect, the claim tells: the revert takes it off the VM.
 * Pure.
 */
final class RestorePlanner {
    /** How old the way back may be when it is counted on: what the VM wrote since would be lost both ways (S14). */
    static final Duration STALE = Duration.ofMinutes(15);

    private final Want want;
    private final Sight.Seen seen;
    private final Instant now;
    private final String claim;

    RestorePlanner(Want want, Sight.Seen seen, Instant now) {
        this.want = want;
        this.seen = seen;
        this.now = now;
        this.claim = want.holder().text(seen.vm().uuidText());
    }

    Plan plan(Optional<Setbacks.Held> setback) {
        List<Step> steps = settle();
        Optional<Proof> proof = Proof.on(seen.snapshot(), want.me());
        if (proof.isPresent() && !proof.get().uid().equals(want.me().uid())) {
            return ranBefore(proof.get(), steps);
        }
        if (seen.working()
                || !seen.vm().currentOperations().isEmpty()
                || !seen.snapshot().currentOperations().isEmpty()) {
            return Plan.of(
                    steps,
                    begun(proof) ? Plan.Phase.RUNNING : Plan.Phase.PENDING,
                    new Verdict.Working(
                            Reason.TaskRunning,
                            "the pool works on VM " + seen.vm().nameLabel()));
        }
        if (proof.isEmpty()) {
            return begin(steps);
        }
        return switch (proof.get().stage()) {
            case DONE -> done(steps);
            case BEGUN -> claimed() ? revert(steps, setback) : mend(steps);
        };
    }

    /** Nothing was reverted yet: it may be left as it is. */
    static boolean begun(Optional<Proof> proof) {
        return proof.isPresent();
    }

    boolean claimed() {
        return claim.equals(seen.vm().otherConfig().get(Claim.VM_DISKS.key()));
    }

    /** An earlier resource of this name ran it, or began to. */
    static Plan ranBefore(Proof proof, List<Step> steps) {
        return switch (proof.stage()) {
            case DONE ->
                Plan.of(
                        steps,
                        Plan.Phase.DONE,
                        new Verdict.Ready(
                                Reason.Settled,
                                "it ran already, for an earlier resource of this name, and does not run twice; another name runs it again"));
            case BEGUN ->
                Plan.of(
                        steps,
                        Plan.Phase.PENDING,
                        new Verdict.Stalled(
                                Reason.PreviousIncarnation,
                                "an earlier resource of this name began the restore and did not end it: look at the VM, and use another name to run it anew"));
        };
    }

    private Plan begin(List<Step> steps) {
        Optional<Verdict> obstacle = obstacle();
        if (claimed() && obstacle.filter(RestorePlanner::isHeld).isPresent()) {
            // the VM was claimed at the same moment by what it is in the middle of: that goes first
            steps.add(new Step(
                    new Action.RemoveKey(seen.vm().ref(), Claim.VM_DISKS.key()),
                    seen.vm().nameLabel(),
                    "let the VM go until it is free"));
            return Plan.of(steps, Plan.Phase.PENDING, obstacle.get());
        }
        if (obstacle.isPresent()) {
            return Plan.of(steps, claimed() ? Plan.Phase.RUNNING : Plan.Phase.PENDING, obstacle.get());
        }
        Optional<Verdict> undo = undo();
        String vm = seen.vm().nameLabel();
        if (undo.isPresent()) {
            return Plan.of(steps, Plan.Phase.PENDING, undo.get());
        }
        Optional<Verdict> stale = stale("delete that VirtualMachineSnapshot, and a new one is taken first");
        if (stale.isPresent()) {
            return Plan.of(steps, claimed() ? Plan.Phase.RUNNING : Plan.Phase.PENDING, stale.get());
        }
        if (seen.undoResource().isEmpty()) {
            steps.add(new Step(
                    new Action.TakeUndo(seen.vmMark().name(), seen.vmMark().resourceUid()),
                    vm,
                    "snapshot " + want.undo().name() + ", to undo the restore"));
        }
        if (!claimed()) {
            boolean replaces = seen.vm().otherConfig().containsKey(Claim.VM_DISKS.key());
            steps.add(new Step(
                    new Action.SetKey(seen.vm().ref(), Claim.VM_DISKS.key(), claim, replaces), vm, "claim the VM"));
        }
        steps.add(Proof.Stage.BEGUN.step(want, seen.snapshot()));
        steps.addAll(reverting());
        return Plan.of(
                steps,
                seen.undoResource().isEmpty() ? Plan.Phase.PENDING : Plan.Phase.RUNNING,
                new Verdict.Working(Reason.Applying, "restoring"));
    }

    private static boolean isHeld(Verdict why) {
        return why instanceof Verdict.Waiting(Reason reason, String _) && reason == Reason.HeldBy;
    }

    private Optional<Verdict> obstacle() {
        String vm = seen.vm().nameLabel();
        if (!seen.vm().uuidText().equals(want.vmUuid())) {
            return Optional.of(new Verdict.Stalled(
                    Reason.InvalidSpec,
                    "confirm names VM %s, and snapshot %s is of VM %s (%s); nothing is done"
                            .formatted(
                                    want.vmUuid(),
                                    want.snapshot().name(),
                                    seen.vm().uuidText(),
                                    vm)));
        }
        if (!seen.owned()) {
            return Optional.of(new Verdict.Waiting(
                    Reason.ReferenceNotReady,
                    "VM %s does not carry the mark of VirtualMachine %s: only a VM that the operator manages is restored"
                            .formatted(vm, seen.vmMark().key())));
        }
        if (seen.readOnly()) {
            return Optional.of(new Verdict.Waiting(
                    Reason.Paused,
                    "VirtualMachine %s is paused, or in Observe or Plan; its VM is not restored before"
                            .formatted(seen.vmMark().key())));
        }
        return seen.claims()
                .heldByAnother(want.me().uid())
                .<Verdict>map(holder -> new Verdict.Waiting(
                        Reason.HeldBy, "VM %s is held by %s; it is restored after that".formatted(vm, holder)))
                .or(() -> Optional.ofNullable(seen.vm().blockedOperations().get(VmOperation.REVERT))
                        .map(why -> new Verdict.Waiting(
                                Reason.OperationBlocked,
                                "VM %s is protected from reverts in the pool (blocked_operations: %s); take the block off there"
                                        .formatted(vm, why))));
    }

    /** Why the undo snapshot is not there yet; empty when it is, or nobody asked for it. */
    private Optional<Verdict> undo() {
        return seen.undoResource().flatMap(resource -> {
            if (!SnapshotLabels.isUndoOf(resource, want.me().uid())) {
                return Optional.of(new Verdict.Stalled(
                        Reason.OwnedByAnother,
                        "VirtualMachineSnapshot %s exists and is not this restore's: delete it, or give the restore another name"
                                .formatted(want.undo())));
            }
            var status = resource.getStatus();
            boolean taken = status != null
                    && Conditions.isTrue(status.conditions(), Conditions.READY)
                    && seen.undo().isPresent();
            return taken ? Optional.empty() : Optional.of(waitsForUndo(resource));
        });
    }

    private Verdict waitsForUndo(VirtualMachineSnapshot resource) {
        String message = resource.getStatus() == null
                ? ""
                : Objects.toString(resource.getStatus().message(), "");
        return new Verdict.Working(
                Reason.Applying,
                "snapshot %s is taken first%s".formatted(want.undo().name(), message.isEmpty() ? "" : ": " + message));
    }

    /** The VM may have run on for long since its undo snapshot was taken: it would not be undone by it. */
    private Optional<Verdict> stale(String next) {
        return seen.undo()
                .filter(undo -> undo.snapshotTime().plus(STALE).isBefore(now))
                .map(undo -> new Verdict.Stalled(
                        Reason.UndoTooOld,
                        "snapshot %s, to undo the restore, is of %s, and VM %s may have run on since; nothing is reverted: %s"
                                .formatted(
                                        want.undo().name(),
                                        undo.snapshotTime().truncatedTo(ChronoUnit.SECONDS),
                                        seen.vm().nameLabel(),
                                        next)));
    }

    private Plan revert(List<Step> steps, Optional<Setbacks.Held> setback) {
        Optional<Verdict> stale = stale("delete this restore and make another, under a new name");
        if (stale.isPresent()) {
            return Plan.of(steps, Plan.Phase.RUNNING, stale.get());
        }
        if (setback.isPresent()) {
            return new Plan(
                    steps,
                    Plan.Phase.RUNNING,
                    setback.get().verdict(),
                    Optional.of(setback.get().until()));
        }
        steps.addAll(reverting());
        return Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Applying, "restoring"));
    }

    /** The revert, and all that follows it. */
    private List<Step> reverting() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                new Action.Revert(seen.snapshot().ref(), seen.vm().ref()),
                seen.vm().nameLabel(),
                "back to snapshot " + want.snapshot().name()));
        steps.addAll(Mending.foreseen(seen));
        steps.add(Proof.Stage.DONE.step(want, seen.snapshot()));
        return steps;
    }

    private Plan mend(List<Step> steps) {
        steps.addAll(Mending.steps(seen));
        steps.add(Proof.Stage.DONE.step(want, seen.snapshot()));
        return Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Applying, "putting our marks back"));
    }

    private static Plan done(List<Step> steps) {
        return Plan.of(steps, Plan.Phase.DONE, new Verdict.Ready());
    }

    /** Once the resource is deleted: what was begun is ended, what was not is given up. */
    Optional<Plan> leave(Optional<Setbacks.Held> setback) {
        List<Step> steps = settle();
        Optional<Proof> proof = Proof.on(seen.snapshot(), want.me())
                .filter(p -> p.uid().equals(want.me().uid()));
        boolean begun = proof.filter(p -> p.stage() == Proof.Stage.BEGUN).isPresent();
        boolean givenUp = begun && claimed() && !seen.working() && stale("").isPresent();
        if (seen.working() || (begun && !givenUp)) {
            return Optional.of(plan(setback));
        }
        if (givenUp) { // before the claim: without it, the revert would seem to have taken effect
            steps.add(new Step(
                    new Action.RemoveKey(seen.snapshot().ref(), Proof.key(want.me(), Proof.Stage.BEGUN)),
                    want.snapshot().name(),
                    "it was not reverted, and the resource is deleted"));
        }
        if (claimed()) {
            steps.add(new Step(
                    new Action.RemoveKey(seen.vm().ref(), Claim.VM_DISKS.key()),
                    seen.vm().nameLabel(),
                    "the resource is deleted"));
        }
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Plan.of(steps, Plan.Phase.PENDING, new Verdict.Working(Reason.Deleting, "being deleted")));
    }

    private List<Step> settle() {
        return new ArrayList<>(seen.ended().stream()
                .map(task -> new Step(new Action.Settle(task.ref()), "a task of ours", "it ended"))
                .toList());
    }
}
