package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestoreStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot brought back as a new VM: on record that it began, a VirtualMachine that makes the VM, on record that it is
 * done. Where nobody asked for the VirtualMachine, it goes again and leaves the VM. Pure.
 */
final class AnewPlanner {
    private final Want want;
    private final Want.Anew anew;
    private final Sight.Anew seen;
    private final Progress progress;
    private final Optional<Proof> proof;
    private final Optional<VirtualMachine> mine;

    /** How far an earlier round was. */
    enum Progress {
        /** As far as status knows, nothing was made. */
        NOTHING,
        /** The VirtualMachine was there. */
        BEING_MADE,
        /** The new VM was as asked. */
        WHOLE;

        static Progress of(@Nullable VirtualMachineRestoreStatus status) {
            if (status == null) {
                return NOTHING;
            }
            boolean pending = status.pendingCreations() != null
                    && !status.pendingCreations().isEmpty();
            return pending ? BEING_MADE : status.virtualMachineUuid() == null ? NOTHING : WHOLE;
        }
    }

    AnewPlanner(Want want, Sight.Anew seen, Progress progress) {
        this.progress = progress;
        this.want = want;
        this.anew = want.anew().orElseThrow();
        this.seen = seen;
        this.proof = seen.snapshot().flatMap(snapshot -> Proof.on(snapshot, want.me()));
        this.mine = seen.vm().filter(vm -> Newborn.isOf(vm, want.me()));
    }

    Plan plan() {
        if (proof.isPresent() && !proof.get().uid().equals(want.me().uid())) {
            return RestorePlanner.ranBefore(proof.get(), List.of());
        }
        if (mine.isPresent()) {
            return there(mine.get());
        }
        if (isDone()) {
            return done();
        }
        return progress == Progress.BEING_MADE ? Plan.of(List.of(), Plan.Phase.RUNNING, gone()) : begin();
    }

    private boolean isDone() {
        return progress == Progress.WHOLE
                || proof.filter(p -> p.stage() == Proof.Stage.DONE).isPresent();
    }

    private static Plan done() {
        return Plan.of(List.of(), Plan.Phase.DONE, new Verdict.Ready());
    }

    private Verdict gone() {
        return new Verdict.Stalled(
                Reason.Missing,
                "VirtualMachine %s, which makes the new VM, was deleted before it was Ready, and none is made in its place: delete this resource, and use another name to run it anew"
                        .formatted(anew.vm().name()));
    }

    private Plan begin() {
        if (seen.vm().isPresent()) {
            return Plan.of(
                    List.of(),
                    Plan.Phase.PENDING,
                    new Verdict.Stalled(
                            Reason.OwnedByAnother,
                            "VirtualMachine %s exists and is not this restore's: %s"
                                    .formatted(
                                            anew.vm(),
                                            anew.stays()
                                                    ? "give createResource another name"
                                                    : "give the restore another name")));
        }
        Newborn newborn = seen.foreseen().orElseThrow();
        if (newborn.obstacle().isPresent()) {
            return Plan.of(
                    List.of(),
                    isBegun() ? Plan.Phase.RUNNING : Plan.Phase.PENDING,
                    newborn.obstacle().get());
        }
        List<Step> steps = new ArrayList<>();
        seen.snapshot()
                .filter(_ -> !isBegun())
                .ifPresent(snapshot -> steps.add(Proof.Stage.BEGUN.step(want, snapshot)));
        steps.add(new Step(
                new Action.MakeVm(newborn.vm(), newborn.calls()),
                anew.vm().name(),
                "a new VM of snapshot " + want.snapshot().name()));
        steps.addAll(ending(""));
        return Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Applying, "restoring"));
    }

    private boolean isBegun() {
        return proof.isPresent();
    }

    private Plan there(VirtualMachine vm) {
        if (vm.isMarkedForDeletion() && !isDone()) {
            return Plan.of(List.of(), Plan.Phase.RUNNING, gone());
        }
        VirtualMachineStatus status = vm.getStatus();
        if (!isDone() && !isWhole(vm)) {
            Verdict verdict =
                    status == null ? new Verdict.Working(Reason.Applying, "restoring") : Newborn.trouble(vm, status);
            return Plan.of(List.of(), Plan.Phase.RUNNING, verdict);
        }
        List<Step> steps = ending(vm.getMetadata().getUid());
        return steps.isEmpty()
                ? vm.isMarkedForDeletion()
                        ? Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Applying, "letting the VM go"))
                        : done()
                : Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Applying, "letting the VM go"));
    }

    /** Whether the new VM is as asked. */
    static boolean isWhole(VirtualMachine vm) {
        VirtualMachineStatus status = vm.getStatus();
        return status != null
                && status.uuid() != null
                && Objects.equals(status.observedGeneration(), vm.getMetadata().getGeneration())
                && Conditions.isTrue(status.conditions(), Conditions.READY);
    }

    /** What comes once the VM is as asked. */
    private List<Step> ending(String uid) {
        List<Step> steps = new ArrayList<>();
        seen.snapshot()
                .filter(_ -> proof.filter(p -> p.stage() == Proof.Stage.DONE).isEmpty())
                .ifPresent(snapshot -> steps.add(Proof.Stage.DONE.step(want, snapshot)));
        boolean going = mine.filter(VirtualMachine::isMarkedForDeletion).isPresent();
        if (!anew.stays() && !going) {
            steps.add(new Step(
                    new Action.LetGo(anew.vm(), uid),
                    anew.vm().name(),
                    "nobody asked for a resource: the VM is let go"));
        }
        return steps;
    }

    /**
     * Once the resource is deleted: a VirtualMachine that somebody asked for goes on by itself; else what is whole is let
     * go, and what is not goes.
     */
    Optional<Plan> leave() {
        if (anew.stays()) {
            return Optional.empty();
        }
        if (mine.isPresent() && isDone()) {
            return Optional.of(there(mine.get()));
        }
        List<Step> steps = new ArrayList<>();
        mine.filter(vm -> !vm.isMarkedForDeletion())
                .ifPresent(vm -> steps.add(new Step(
                        new Action.GiveUp(anew.vm(), vm.getMetadata().getUid()),
                        anew.vm().name(),
                        "the resource is deleted before the VM was Ready")));
        if (mine.isEmpty()) {
            String key = Proof.key(want.me(), Proof.Stage.BEGUN);
            seen.snapshot()
                    .filter(snapshot -> !isDone()
                            && OwnValues.read(snapshot.otherConfig(), key, snapshot.uuidText())
                                    .filter(text -> text.startsWith(want.me().uid() + "/"))
                                    .isPresent())
                    .ifPresent(snapshot -> steps.add(new Step(
                            new Action.RemoveKey(snapshot.ref(), key),
                            want.snapshot().name(),
                            "the restore is given up, and left nothing")));
        }
        return mine.isEmpty() && steps.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Plan.of(steps, Plan.Phase.RUNNING, new Verdict.Working(Reason.Deleting, "being deleted")));
    }
}
