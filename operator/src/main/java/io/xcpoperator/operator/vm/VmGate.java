package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a plan by policy, pause and approvals into what is done now and what waits, and why. Pure. */
final class VmGate {
    private VmGate() {}

    static Gated split(Plan plan, ManagementGate gate, Look look, Approvals approvals, Instant now) {
        boolean open = look.want()
                .flatMap(DesiredVm::window)
                .filter(window -> window.isOpen(now))
                .isPresent();
        return split(plan, gate, look.want().map(DesiredVm::restart).orElse(RestartWhen.Never), open, approvals);
    }

    /** @param windowOpen of InWindow; of no meaning for the others */
    static Gated split(Plan plan, ManagementGate gate, RestartWhen when, boolean windowOpen, Approvals approvals) {
        List<Change> pending = new ArrayList<>(plan.nextBoot());
        Optional<Because> because = plan.restart().flatMap(restart -> because(restart, when, windowOpen, approvals));
        plan.restart()
                .ifPresent(restart -> because.ifPresent(why -> restart.changes()
                        .forEach(c -> pending.add(new Change(c.field(), c.from(), c.to(), c.takesEffect(), why)))));
        List<Step> allowed = new ArrayList<>(plan.steps());
        plan.restart().ifPresent(restart -> allowed.addAll(because.isEmpty() ? restart.steps() : restart.instead()));
        String hash = plan.restart()
                .map(restart -> approvals.value(Approvals.RESTART, restart.hash()))
                .orElse("");
        return new Gated(allowed, gate.mayWrite() ? allowed : List.of(), pending, hash);
    }

    /** Why the restart waits; empty when it may be made. */
    private static Optional<Because> because(
            Restart restart, RestartWhen when, boolean windowOpen, Approvals approvals) {
        if (!restart.misfit().isEmpty()) {
            boolean fits = restart.misfit().getFirst().reason() != Reason.NoCapacity;
            return Optional.of(fits ? Because.SafetySnapshot : Because.NoCapacity);
        }
        return switch (when) {
            case Never, Unknown -> Optional.of(Because.RestartPolicyNever);
            case OnApproval ->
                approvals.grants(Approvals.RESTART, restart.hash())
                        ? Optional.<Because>empty()
                        : Optional.of(restart.refused() ? Because.StartFailed : Because.ApprovalRequired);
            case Immediately -> unasked(restart);
            case InWindow ->
                unasked(restart).or(() -> windowOpen ? Optional.empty() : Optional.of(Because.WindowClosed));
        };
    }

    /** What nobody is asked about is not tried twice. */
    private static Optional<Because> unasked(Restart restart) {
        return restart.refused() ? Optional.of(Because.StartFailed) : Optional.empty();
    }
}
