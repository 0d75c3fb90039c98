package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a plan is done now, and what waits. Pure.
 *
 * @param pending the outage that waits for approval
 * @param unrecorded it is approved, and that is to be in status before it begins
 */
record Gated(List<Step> now, Optional<Outage> pending, boolean unrecorded) {
    Gated {
        now = List.copyOf(now);
    }

    static Gated split(NetworkPlan plan, ManagementGate gate, WriteState writes, Approvals approvals) {
        boolean open = gate.mayWrite() && writes instanceof WriteState.Open;
        Optional<Outage> outage = plan.outage();
        boolean approved =
                outage.filter(o -> approvals.grants(Approvals.OUTAGE, o.hash())).isPresent();
        boolean onRecord = outage.filter(o -> approvals.grantsOnRecord(Approvals.OUTAGE, o.hash()))
                .isPresent();
        Stream<Step> steps = onRecord ? plan.all() : plan.steps().stream();
        return new Gated(
                open ? steps.toList() : List.of(), approved ? Optional.empty() : outage, open && approved && !onRecord);
    }
}
