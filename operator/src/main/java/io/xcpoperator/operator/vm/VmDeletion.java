package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of a VM whose resource is deleted: let go, destroyed, or waited for (S12). */
final class VmDeletion {
    private final InstantSource clock;
    private final Predicate<HasMetadata> swept;
    private final Duration lookedAtWithin;

    /**
     * @param swept whether the deletion came with that of the namespace or the CRD: then nothing is destroyed
     * @param lookedAtWithin after this a resource that shows no round has lost its status
     */
    VmDeletion(InstantSource clock, Predicate<HasMetadata> swept, Duration lookedAtWithin) {
        this.clock = clock;
        this.swept = swept;
        this.lookedAtWithin = lookedAtWithin;
    }

    /** Observe and Plan never write. */
    static boolean readsOnly(ManagementGate policy) {
        return policy == ManagementGate.OBSERVE || policy == ManagementGate.PLAN;
    }

    /** {@code abandon} is the way out, whatever state the pool is in. */
    static boolean abandoned(VirtualMachine vm, Memory memory) {
        return memory.approvals().has(Approvals.ABANDON, vm.getMetadata().getUid());
    }

    /** What an abandoned VM should not keep: tried once, and not waited for. */
    static List<Step> leaving(ManagementGate policy, Look look) {
        return look.observed() instanceof Observed.Seen seen
                        && seen.identity() instanceof Identity.Ours(VmFacts vm)
                        && vm.blockedByUs(VmOperation.START)
                        && policy != ManagementGate.PAUSED
                ? List.of(new Step(
                        new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Start),
                        vm.name(),
                        "the VM is abandoned"))
                : List.of();
    }

    Plan plan(VirtualMachine vm, Memory memory, ManagementGate policy, Look look) {
        if (policy == ManagementGate.PAUSED) {
            return Plan.waiting(Hindrance.waits(
                    Reason.Paused, "deletion waits: remove the annotation xcp-operator.io/paused to go on"));
        }
        if (look.want().isEmpty()) {
            return nothingMade(vm, memory, look) ? Plan.done() : unreachable(look);
        }
        DesiredVm want = look.want().get();
        boolean destroys = want.destroyWithResource() && !swept.test(vm);
        var fate = new TeardownPlanner.Fate(
                destroys, want.protection().orElse(false), memory.approvals().find(Approvals.DELETE_SNAPSHOTS));
        Plan plan = new TeardownPlanner(clock.instant())
                .plan(want, look.observed(), fate, vm.getMetadata().getGeneration());
        return held(vm, look, plan).map(Plan::waiting).orElse(plan);
    }

    /**
     * That status knows of nothing proves nothing while the pool cannot be looked at, for it may be lost: unless there was
     * no pool to make anything in, or no time for it.
     */
    private boolean nothingMade(VirtualMachine vm, Memory memory, Look look) {
        boolean nowhere = look.observed() instanceof Observed.Unreachable(Hindrance why)
                && (why.reason() == Reason.ReferenceNotFound || why.reason() == Reason.AccessDenied);
        boolean young = Instant.parse(vm.getMetadata().getCreationTimestamp())
                .plus(lookedAtWithin)
                .isAfter(clock.instant());
        return memory.known().isEmpty()
                && memory.token().isEmpty()
                && (look.pool().isPresent() || nowhere || (young && !hadARound(vm)));
    }

    private static boolean hadARound(VirtualMachine vm) {
        return vm.getStatus() != null
                && vm.getStatus().observedGeneration() != null
                && vm.getStatus().observedGeneration() >= 0;
    }

    private static Plan unreachable(Look look) {
        return look.observed() instanceof Observed.Unreachable(Hindrance why)
                ? Plan.waiting(why)
                : Plan.waiting(Hindrance.waits(Reason.PoolNotReady, "the pool is not connected"));
    }

    /** Asked for whatever destroys, a VM or only what is left of one, and before it does. */
    private static Optional<Hindrance> held(VirtualMachine vm, Look look, Plan plan) {
        boolean destroys = plan.steps().stream().anyMatch(step -> step.action() instanceof DestroyAction);
        if (!destroys) {
            return Optional.empty();
        }
        return look.pool()
                .map(pool -> pool.destructions().ask(vm.getMetadata().getUid()))
                .flatMap(verdict -> switch (verdict) {
                    case DeletionBudget.Verdict.Go _ -> Optional.<Hindrance>empty();
                    case DeletionBudget.Verdict.Held(String _, String message) ->
                        Optional.of(Hindrance.waits(Reason.MassDeletionHeld, message));
                    case DeletionBudget.Verdict.Unrecorded(Reason reason, String message) ->
                        Optional.of(Hindrance.works(reason, message).again(Troubles.RETRY));
                });
    }

    Report report(Look look, Memory memory, ManagementGate policy, Plan plan, Outcome outcome) {
        return new Report(look, memory, policy, plan, new Gated(plan.steps(), List.of(), ""), outcome, clock.instant());
    }
}
