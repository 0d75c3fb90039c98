package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a round found, decided and did.
 *
 * @param now when it began
 */
record Report(Look look, Memory memory, ManagementGate policy, Plan plan, Gated gated, Outcome outcome, Instant now) {
    Report with(Outcome done) {
        return new Report(look, memory, policy, plan, gated, done, now);
    }

    /**
     * Whether the next act takes a VM over that status does not name yet: between the old mark and the new one it would
     * not be known again, and what allowed it must not be found unused (S2, S13).
     */
    boolean needsUuid() {
        return gated.now().stream().anyMatch(step -> step.action() instanceof MakingAction.Mark)
                && look.observed() instanceof Observed.Seen seen
                && seen.identity() instanceof Identity.Claimable(VmFacts vm, boolean _, String _)
                && memory.approvals().grants(Approvals.TAKE_OVER, vm.uuid().value())
                && !(memory.known().equals(Optional.of(vm.uuid().value()))
                        && memory.approvals()
                                .isLatched(Approvals.TAKE_OVER, vm.uuid().value()));
    }

    /** Whether the next act takes away the task of a move that status does not tell of yet: it is the only record. */
    boolean needsHistory(@Nullable VirtualMachineStatus status) {
        boolean settles = gated.now().stream().anyMatch(step -> step.action() instanceof TaskAction.Settle);
        return settles
                && look.observed() instanceof Observed.Seen seen
                && seen.tasks().stream()
                        .filter(task -> task.moves() && task.succeeded())
                        .anyMatch(task -> !VmStatusFacts.tells(status, task));
    }

    /** Whether the next act makes a VM and nothing is stored yet by which it would be found again. */
    boolean needsToken() {
        return gated.now().stream()
                .anyMatch(step -> step.action() instanceof MakingAction.Clone(var _, var _, String token)
                        && token.equals(MakingPlanner.NO_TOKEN));
    }
}
