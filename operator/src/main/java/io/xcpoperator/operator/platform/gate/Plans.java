package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.api.v1alpha1.PlanStatus;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import java.util.List;

/** A plan as it stands in status. */
public final class Plans {
    private static final int MOST_CALLS = 256;

    private Plans() {}

    /** The hash covers every call, shown or not. */
    public static PlanStatus status(List<PlannedCall> calls) {
        List<String> canonical = calls.stream()
                .map(call -> String.join("|", call.call(), String.valueOf(call.on()), String.valueOf(call.why())))
                .toList();
        return new PlanStatus(
                Approvals.hash(canonical), calls.stream().limit(MOST_CALLS).toList());
    }
}
