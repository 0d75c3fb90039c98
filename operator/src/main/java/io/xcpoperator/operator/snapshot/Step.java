package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import java.util.stream.Stream;

/**
 * An action with what a person wants to know of it.
 *
 * @param on the object, by the name a person knows
 * @param why the difference that asks for it
 */
record Step(Action action, String on, String why) {
    /** Whether a call is made as a task is no concern of the reader's. */
    Stream<PlannedCall> planned() {
        return action.calls().stream().map(call -> new PlannedCall(call.replaceFirst("^Async\\.", ""), on, why));
    }
}
