package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import java.util.List;
import java.util.stream.Stream;

/**
 * One action and its reason.
 *
 * @param on what a person calls the object
 */
record Step(ImageAction action, String on, String why) {
    Stream<PlannedCall> calls() {
        return action.calls().stream().map(call -> new PlannedCall(call, on, why));
    }

    /** Those of a round that were made: what comes after something that is waited for is made in a later one. */
    static List<Step> made(List<Step> steps) {
        int awaited = 0;
        while (awaited < steps.size() && !steps.get(awaited).isAwaited()) {
            awaited++;
        }
        return steps.subList(0, Math.min(awaited + 1, steps.size()));
    }

    private boolean isAwaited() {
        return switch (action) {
            case ImageAction.Await _,
                    ImageAction.Mount _,
                    ImageAction.Fetch _,
                    ImageAction.Create _,
                    ImageAction.Send _ -> true;
            case ImageAction.GiveUp _,
                    ImageAction.Unmount _,
                    ImageAction.Whole _,
                    ImageAction.Label _,
                    ImageAction.Settle _,
                    ImageAction.Destroy _ -> false;
        };
    }

    /** What of them others than we would care to know. */
    static List<String> told(List<Step> steps) {
        return made(steps).stream()
                .filter(step ->
                        step.action() instanceof ImageAction.Whole || step.action() instanceof ImageAction.Destroy)
                .map(Step::why)
                .toList();
    }
}
