package io.xcpoperator.operator.restore;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotSpecBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out a plan up to the first step whose effect must be seen. It decides nothing. */
final class RestoreExecutor {
    private static final String RETAIN = "{\"spec\":{\"deletionPolicy\":\"Retain\"}}";

    private final Deputies deputies;
    private final InstantSource clock;
    /** UIDs of resources whose last writes the mirror may not show yet. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    RestoreExecutor(Deputies deputies, InstantSource clock) {
        this.deputies = deputies;
        this.clock = clock;
    }

    /** The VM is another than the plan saw; nothing was sent. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Outcome execute(Sight.InPool seen, Want want, List<Step> steps) {
        if (steps.isEmpty()) {
            return new Outcome.Settled();
        }
        if (unseen.contains(want.me().uid()) && !caughtUp(seen, want)) {
            return late();
        }
        unseen.add(want.me().uid());
        Outcome outcome = acted(seen, want, steps);
        return caughtUp(seen, want) || !(outcome instanceof Outcome.Acted) ? outcome : late();
    }

    private static Outcome late() {
        return new Outcome.Retry(Reason.Applying, "waiting for the pool to show what was changed", Requeue.RETRY);
    }

    private boolean caughtUp(Sight.InPool seen, Want want) {
        boolean caughtUp = seen.pool().catchUp();
        if (caughtUp) {
            unseen.remove(want.me().uid());
        }
        return caughtUp;
    }

    void forget(String uid) {
        unseen.remove(uid);
    }

    private Outcome acted(Sight.InPool seen, Want want, List<Step> steps) {
        String what = "restore";
        try {
            XapiCalls calls = seen.pool().calls();
            for (Step step : steps) {
                what = "restore %s (%s)".formatted(step.on(), step.why());
                act(step.action(), seen, want, calls);
                if (step.action().ends()) {
                    return new Outcome.Started(step.why());
                }
            }
            return new Outcome.Acted();
        } catch (Changed | Deputies.Changed _) {
            return new Outcome.Retry(
                    Reason.Applying, "what is restored changed meanwhile; looking again", Requeue.RETRY);
        } catch (PoolException e) {
            return Failures.outcome(e, what, seen.view());
        }
    }

    private void act(Action action, Sight.InPool seen, Want want, XapiCalls calls) {
        switch (action) {
            case Action.TakeUndo a -> takeUndo(want, a);
            case Action.SetKey a -> {
                requireAsPlanned(a.vm(), a.key(), seen, calls);
                if (a.replaces()) {
                    gone(() -> calls.vm().removeFromOtherConfig(a.vm(), a.key()));
                }
                calls.vm().addToOtherConfig(a.vm(), a.key(), a.value());
                if (a.key().equals(Claim.VM_DISKS.key())) {
                    requireAlone(calls.vm().getRecord(a.vm()), want);
                }
            }
            case Action.RemoveKey a ->
                gone(() -> {
                    requireAsPlanned(a.vm(), a.key(), seen, calls);
                    calls.vm().removeFromOtherConfig(a.vm(), a.key());
                });
            case Action.Revert a -> {
                requireUnchanged(a, seen, want, calls);
                calls.tasks(Map.of(OwnerMark.KEY, want.me().markFor("restore").toString()))
                        .vm()
                        .revert(a.snapshot());
            }
            case Action.MakeVm a -> deputies.make(a.vm());
            case Action.LetGo a -> delete(a.vm(), a.uid(), want, RETAIN); // it says that its VM stays before it goes
            case Action.GiveUp a -> delete(a.vm(), a.uid(), want, "");
            case Action.Settle a -> gone(() -> calls.task().destroy(a.task()));
        }
    }

    /** Nobody took the VM or its snapshot over, or wrote the key, since the plan was made (S1, S15); a mark that this restore put back counts as seen. */
    private static void requireAsPlanned(VmRef vm, String key, Sight.InPool sight, XapiCalls calls) {
        Map<String, String> planned =
                sight.view().vm(vm).map(VmRecord::otherConfig).orElse(Map.of());
        Map<String, String> now = calls.vm().getRecord(vm).otherConfig();
        Optional<String> mended =
                sight instanceof Sight.Seen seen && seen.vm().ref().equals(vm)
                        ? Optional.of(seen.vmMark().toString())
                        : Optional.empty();
        String mark = mended.isPresent() ? OwnerMark.KEY : MarkIndexes.SNAPSHOT_OWNER;
        Optional<String> marked = Optional.ofNullable(now.get(mark));
        boolean same = Objects.equals(now.get(key), planned.get(key))
                && (marked.equals(Optional.ofNullable(planned.get(mark)))
                        || (mended.isPresent() && mended.equals(marked)));
        if (!same) {
            throw new Changed();
        }
    }

    /** Both who claims a VM and who moves it look again once their key is there: one of both sees the other (S15). */
    private void requireAlone(VmRecord vm, Want want) {
        if (Claims.of(vm.otherConfig(), vm.uuidText(), clock.instant())
                .heldByAnother(want.me().uid())
                .isPresent()) {
            throw new Changed();
        }
    }

    /** Read once more before the VM's disks go (S1): still the snapshot's VM, still ours, and still claimed by us alone. */
    private static void requireUnchanged(Action.Revert a, Sight.InPool sight, Want want, XapiCalls calls) {
        if (!(sight instanceof Sight.Seen seen)) {
            throw new Changed();
        }
        VmRecord snapshot = calls.vm().getRecord(a.snapshot());
        VmRecord vm = calls.vm().getRecord(a.vm());
        boolean same = snapshot.isASnapshot()
                && snapshot.snapshotOf().equals(a.vm())
                && vm.uuidText().equals(want.vmUuid())
                && want.holder().text(vm.uuidText()).equals(vm.otherConfig().get(Claim.VM_DISKS.key()))
                && seen.vmMark().toString().equals(vm.otherConfig().get(OwnerMark.KEY))
                && Proof.on(snapshot, want.me())
                        .filter(proof -> proof.equals(new Proof(want.me().uid(), Proof.Stage.BEGUN)))
                        .isPresent();
        if (!same) {
            throw new Changed();
        }
    }

    private void delete(ObjectKey vm, String uid, Want want, String last) {
        deputies.delete(VirtualMachine.class, vm, uid, there -> Newborn.isOf(there, want.me()), _ -> last);
    }

    private void takeUndo(Want want, Action.TakeUndo undo) {
        var snapshot = new VirtualMachineSnapshot();
        snapshot.setMetadata(new ObjectMetaBuilder()
                .withNamespace(want.undo().namespace())
                .withName(want.undo().name())
                .addToLabels(SnapshotLabels.UNDO_OF, want.me().uid())
                .addToLabels(SnapshotLabels.SAFETY_OF, undo.vmUid())
                .build());
        snapshot.setSpec(VirtualMachineSnapshotSpecBuilder.builder()
                .virtualMachineRef(new LocalRef(undo.vm()))
                .build());
        deputies.make(snapshot);
    }

    private static void gone(Runnable call) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }
}
