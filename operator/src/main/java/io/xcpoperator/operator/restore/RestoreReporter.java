package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestoreStatus;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestoreStatusBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status, as a function of what a round found and decided, and of the status before. Pure. */
final class RestoreReporter {
    private final InstantSource clock;

    RestoreReporter(InstantSource clock) {
        this.clock = clock;
    }

    VirtualMachineRestoreStatus report(
            VirtualMachineRestore resource,
            Optional<Want> want,
            Sight sight,
            Plan plan,
            ManagementGate gate,
            Approvals approvals,
            Verdict verdict) {
        VirtualMachineRestoreStatus old = resource.getStatus();
        long generation = resource.getMetadata().getGeneration();
        VirtualMachineRestoreStatusBuilder next = old == null
                ? VirtualMachineRestoreStatusBuilder.builder()
                : VirtualMachineRestoreStatusBuilder.builder(old);
        next.observedGeneration(generation)
                .phase(phase(old, plan, gate, verdict))
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus(Map.of(
                        Approvals.ABANDON,
                        resource.isMarkedForDeletion()
                                ? Set.of(resource.getMetadata().getUid())
                                : Set.of())))
                .plan(
                        gate == ManagementGate.PLAN && !plan.steps().isEmpty()
                                ? Plans.status(plan.steps().stream()
                                        .flatMap(Step::planned)
                                        .toList())
                                : null)
                .conditions(Conditions.replace(
                        old == null ? null : old.conditions(), verdict.conditions(), generation, clock));
        if (sight instanceof Sight.Seen seen) {
            next.virtualMachineUuid(seen.vm().uuidText()).progress(progress(seen, plan));
            if (seen.undoResource().isPresent() && want.isPresent()) {
                next.safetySnapshot(want.get().undo().name());
            }
        }
        if (sight instanceof Sight.Anew seen) {
            anew(next, want, seen, plan);
        }
        return next.build();
    }

    /** While the VirtualMachine is being made by, its uid guards against a second one; then the uuid of its VM does. */
    private void anew(VirtualMachineRestoreStatusBuilder next, Optional<Want> want, Sight.Anew seen, Plan plan) {
        boolean done = plan.phase() == Plan.Phase.DONE;
        Optional<VirtualMachine> vm = seen.vm()
                .filter(there -> want.filter(w -> Newborn.isOf(there, w.me())).isPresent());
        if (vm.filter(AnewPlanner::isWhole).isPresent()) {
            next.virtualMachineUuid(vm.get().getStatus().uuid())
                    .pendingCreations(null)
                    .progress(100);
        } else if (vm.isPresent() && next.virtualMachineUuid() == null) {
            next.pendingCreations(List.of(new PendingCreation(
                            "virtualmachine",
                            vm.get().getMetadata().getUid(),
                            vm.get().getMetadata().getCreationTimestamp())))
                    .progress(progress(vm.get()));
        } else if (done) {
            next.progress(100);
        }
    }

    private static int progress(VirtualMachine vm) {
        var operation = vm.getStatus() == null ? null : vm.getStatus().operation();
        Integer progress = operation == null ? null : operation.progress();
        return progress == null ? 0 : progress;
    }

    /** One that ran stays as it was, for whatever generation. */
    VirtualMachineRestoreStatus completed(VirtualMachineRestore resource) {
        VirtualMachineRestoreStatus old = resource.getStatus();
        long generation = resource.getMetadata().getGeneration();
        return VirtualMachineRestoreStatusBuilder.builder(old)
                .observedGeneration(generation)
                .conditions(Conditions.replace(
                        old.conditions(),
                        new Verdict.Ready(Reason.Settled, message(old)).conditions(),
                        generation,
                        clock))
                .build();
    }

    private static String message(VirtualMachineRestoreStatus status) {
        return Objects.toString(status.message(), "");
    }

    /** Running is the claim: one that is paused on its way keeps it. */
    private static RestorePhase phase(
            @Nullable VirtualMachineRestoreStatus old, Plan plan, ManagementGate gate, Verdict verdict) {
        boolean claims = gate.mayWrite() || (old != null && old.phase() == RestorePhase.Running);
        return switch (plan.phase()) {
            case DONE -> RestorePhase.Completed;
            case RUNNING -> claims ? RestorePhase.Running : RestorePhase.Pending;
            case PENDING -> verdict instanceof Verdict.Stalled ? RestorePhase.Failed : RestorePhase.Pending;
        };
    }

    /** In steps of ten, for each is a write. */
    private static int progress(Sight.Seen seen, Plan plan) {
        if (plan.phase() == Plan.Phase.DONE) {
            return 100;
        }
        return seen.tasks().stream()
                .map(TaskState::of)
                .filter(TaskState.Running.class::isInstance)
                .map(TaskState.Running.class::cast)
                .findFirst()
                .map(running -> ((int) (Math.clamp(running.progress(), 0, 1) * 10)) * 10)
                .orElse(0);
    }
}
