package io.xcpoperator.operator.network;

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
record Step(NetworkAction action, String on, String why) implements Correction {
    @Override
    public Optional<String> part() {
        return action.part();
    }

    @Override
    public boolean endsRound() {
        return action instanceof NetworkAction.Create || action.isOnNewInterface();
    }

    Stream<PlannedCall> calls() {
        return action.calls().stream().map(call -> new PlannedCall(call, on, why));
    }

    /** What of them others than we would care to know. */
    static List<String> told(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step.action() instanceof NetworkAction.Claim)
                        && !(step.action() instanceof NetworkAction.Unclaim))
                .map(Step::why)
                .toList();
    }
}
