package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.operator.platform.status.Correction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One action and its reason.
 *
 * @param on what a person calls the object
 * @param why the difference that asks for it
 */
record Step(StorageAction action, String on, String why) implements Correction {
    @Override
    public Optional<String> part() {
        return action.part();
    }

    @Override
    public boolean endsRound() {
        return action.isTask() || action instanceof StorageAction.Introduce;
    }

    Stream<PlannedCall> calls() {
        return action.calls().stream().map(call -> new PlannedCall(call, on, why));
    }

    /** What of them others than we would care to know. */
    static List<String> told(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step.action() instanceof StorageAction.Settle)
                        && !(step.action() instanceof StorageAction.Probe)
                        && !(step.action() instanceof StorageAction.Scan))
                .map(Step::why)
                .toList();
    }
}
