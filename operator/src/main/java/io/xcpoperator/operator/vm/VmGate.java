package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a plan by policy, pause and approvals into what is done now and what waits, and why. Pure. */
final class VmGate {
    private VmGate() {}

    static Gated split(Plan plan, ManagementGate gate, Look look, Approvals approvals) {
        return split(plan, gate, look.want().map(DesiredVm::restart).orElse(RestartWhen.Never), approvals);
    }

    static Gated split(Plan plan, ManagementGate gate, RestartWhen when, Approvals approvals) {
        List<Change> pending = new ArrayList<>(plan.nextBoot());
        Optional<String> because = plan.restart().flatMap(restart -> because(restart, when, approvals));
        plan.restart()
                .ifPresent(restart -> because.ifPresent(why -> restart.changes()
                        .forEach(c -> pending.add(new Change(c.field(), c.from(), c.to(), c.takesEffect(), why)))));
        List<Step> now = new ArrayList<>();
        if (gate.mayWrite()) {
            now.addAll(plan.steps());
            plan.restart().ifPresent(restart -> now.addAll(because.isEmpty() ? restart.steps() : restart.instead()));
        }
        String hash = plan.restart()
                .map(restart -> approvals.value(Approvals.RESTART, restart.hash()))
                .orElse("");
        return new Gated(now, pending, hash);
    }

    /** Why the restart waits, in one word; empty when it may be made. */
    private static Optional<String> because(Restart restart, RestartWhen when, Approvals approvals) {
        if (!restart.misfit().isEmpty()) {
            return Optional.of(restart.misfit().getFirst().reason().text());
        }
        return switch (when) {
            case Never, Unknown -> Optional.of("RestartPolicyNever");
            case OnApproval ->
                approvals.grants(Approvals.RESTART, restart.hash())
                        ? Optional.<String>empty()
                        : Optional.of(restart.refused() ? "StartFailed" : Reason.ApprovalRequired.text());
            case Immediately -> restart.refused() ? Optional.of("StartFailed") : Optional.<String>empty();
            case InWindow -> Optional.of(Reason.NotSupportedYet.text());
        };
    }
}
