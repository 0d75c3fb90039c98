package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a plan is done now, and what waits. Pure.
 *
 * @param pending what waits for approval
 * @param unrecorded it is approved, and that is to be in status before it begins
 */
record Gated(List<Step> now, Optional<StoragePlan.Format> pending, boolean unrecorded) {
    Gated {
        now = List.copyOf(now);
    }

    static Gated split(StoragePlan plan, ManagementGate gate, WriteState writes, Approvals approvals) {
        boolean open = gate.mayWrite() && writes instanceof WriteState.Open;
        Optional<StoragePlan.Format> format = plan.format();
        boolean approved = format.filter(f -> approvals.grants(Approvals.FORMAT, f.subject()))
                .isPresent();
        boolean onRecord = format.filter(f -> approvals.grantsOnRecord(Approvals.FORMAT, f.subject()))
                .isPresent();
        Stream<Step> steps = format.isEmpty() || onRecord
                ? plan.steps().stream()
                : plan.steps().stream().takeWhile(step -> !(step.action() instanceof StorageAction.Create));
        return new Gated(
                open ? steps.toList() : List.of(), approved ? Optional.empty() : format, open && approved && !onRecord);
    }
}
