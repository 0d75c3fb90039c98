package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Instant;
import java.util.List;

/** What becomes of a VM whose resource is deleted: let go, destroyed, or waited for (S12). Pure. */
final class VmDeletion {
    private VmDeletion() {}

    /**
     * All that decides, read before.
     *
     * @param uid of the resource
     * @param untouched whether no round can have been made for the resource: it is young, and status shows none
     * @param cause nothing is destroyed for another than that somebody asked
     */
    record Case(
            String uid,
            long generation,
            Look look,
            Memory memory,
            ManagementGate policy,
            boolean untouched,
            Deletions.Cause cause,
            Instant now) {
        /** {@code abandon} is the way out, whatever state the pool is in. */
        boolean abandoned() {
            return memory.approvals().has(Approvals.ABANDON, uid);
        }

        /** Observe and Plan never write. */
        private boolean readsOnly() {
            return policy == ManagementGate.OBSERVE || policy == ManagementGate.PLAN;
        }

        /** Whether nothing is destroyed, wherever the deletion comes from. */
        boolean spares() {
            return policy != ManagementGate.WRITE || abandoned();
        }

        Case because(Deletions.Cause why) {
            return new Case(uid, generation, look, memory, policy, untouched, why, now);
        }
    }

    /** What is to be done. */
    sealed interface Decision {
        /**
         * The resource goes.
         *
         * @param leaving tried once before, and not waited for
         */
        record LetGo(List<Step> leaving) implements Decision {
            public LetGo {
                leaving = List.copyOf(leaving);
            }
        }

        /** The resource stays, for this is to be done first, or is waited for. */
        record Proceed(Plan plan) implements Decision {}

        /** Nothing yet: whether the deletion was meant is known in a moment. */
        record AskAgain() implements Decision {}

        /** The plan destroys something: a VM, or only what is left of one. The pool's budget is asked directly before. */
        record Ask(Plan plan) implements Decision {
            /** All of the plan, or nothing. */
            Proceed answered(DeletionBudget.Verdict verdict) {
                return switch (verdict) {
                    case DeletionBudget.Verdict.Go _ -> new Proceed(plan);
                    case DeletionBudget.Verdict.Held(String _, String message) ->
                        new Proceed(Plan.waiting(Hindrance.waits(Reason.MassDeletionHeld, message)));
                    case DeletionBudget.Verdict.Unrecorded(Reason reason, String message) ->
                        new Proceed(
                                Plan.waiting(Hindrance.works(reason, message).again(Requeue.RETRY)));
                };
            }
        }
    }

    static Decision decide(Case of) {
        if (of.readsOnly()) {
            return new Decision.LetGo(List.of());
        }
        if (of.abandoned()) {
            return new Decision.LetGo(leaving(of));
        }
        if (of.policy() == ManagementGate.WRITE && of.cause() == Deletions.Cause.REPLACED && !halfMade(of)) {
            // the marks stay: by them the resource that is made next is refused as PreviousIncarnation, and makes no
            // twin (S13)
            return new Decision.LetGo(leaving(of));
        }
        Plan plan = plan(of);
        if (plan.isDone()) {
            return new Decision.LetGo(List.of());
        }
        if (of.cause() == Deletions.Cause.UNSETTLED && !plan.steps().isEmpty()) {
            return new Decision.AskAgain();
        }
        boolean destroys = plan.steps().stream().anyMatch(VmDeletion::destroys);
        return destroys ? new Decision.Ask(plan) : new Decision.Proceed(plan);
    }

    /** A cloud-init drive holds nothing that is not in the resource. */
    private static boolean destroys(Step step) {
        boolean ofDrive = step.action() instanceof DestroyAction.DestroyDisk(var _, String entry)
                && entry.equals(SeedDrives.ENTRY);
        return step.action() instanceof SafetyAction.Drop || (step.action() instanceof DestroyAction && !ofDrive);
    }

    /** What is on its way into the pool is waited for, and goes: nobody has used it, and without its mark it would be nobody's. */
    private static boolean halfMade(Case of) {
        boolean asked = of.memory().token().isPresent();
        return switch (of.look().observed()) {
            case Observed.Unreachable _ -> asked;
            case Observed.Seen seen ->
                switch (seen.identity()) {
                    case Identity.Ours(VmFacts vm) -> vm.making();
                    case Identity.Claimable(VmFacts vm, var _, var _) -> vm.making();
                    case Identity.Absent _ -> asked || seen.creationUncertain();
                    case Identity.Refused _ -> false;
                };
        };
    }

    /** What a VM that stays should not keep. */
    private static List<Step> leaving(Case of) {
        return of.look().observed() instanceof Observed.Seen seen
                        && seen.identity() instanceof Identity.Ours(VmFacts vm)
                        && vm.blockedByUs(VmOperation.START)
                        && of.policy() != ManagementGate.PAUSED
                ? List.of(new Step(
                        new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Start),
                        vm.name(),
                        "the VM is not destroyed"))
                : List.of();
    }

    private static Plan plan(Case of) {
        Look look = of.look();
        if (of.policy() == ManagementGate.PAUSED) {
            return Plan.waiting(Hindrance.waits(
                    Reason.Paused, "deletion waits: remove the annotation xcp-operator.io/paused to go on"));
        }
        if (look.want().isEmpty()) {
            return nothingMade(of) ? Plan.done() : unreachable(look);
        }
        DesiredVm want = look.want().get();
        var fate = new TeardownPlanner.Fate(
                want.destroyWithResource()
                        && (!of.cause().spares() || (of.cause() == Deletions.Cause.REPLACED && halfMade(of))),
                want.protection().orElse(false),
                of.memory().approvals().find(Approvals.DELETE_SNAPSHOTS));
        return new TeardownPlanner(of.now()).plan(want, look.observed(), fate, of.generation());
    }

    /**
     * That status knows of nothing proves nothing while the pool cannot be looked at, for it may be lost: unless there was
     * no pool to make anything in, or no time for it.
     */
    private static boolean nothingMade(Case of) {
        boolean nowhere = of.look().observed() instanceof Observed.Unreachable(Hindrance why)
                && (why.reason() == Reason.ReferenceNotFound || why.reason() == Reason.AccessDenied);
        return of.memory().known().isEmpty()
                && of.memory().token().isEmpty()
                && (of.look().pool().isPresent() || nowhere || of.untouched());
    }

    private static Plan unreachable(Look look) {
        return look.observed() instanceof Observed.Unreachable(Hindrance why)
                ? Plan.waiting(why)
                : Plan.waiting(Hindrance.waits(Reason.PoolNotReady, "the pool is not connected"));
    }
}
