package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import java.util.stream.Stream;

/**
 * An action with what a person wants to know of it.
 *
 * @param on the object, by the name a person knows
 * @param why the difference that asks for it
 */
record Step(Action action, String on, String why) {
    Stream<PlannedCall> planned() {
        if (action instanceof Action.MakeVm(var _, var foreseen)) {
            return foreseen.stream();
        }
        return action.calls().stream().map(call -> new PlannedCall(call.replaceFirst("^Async\\.", ""), on, why));
    }
}
