package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Outcome;
import java.time.Instant;

/**
 * All that a round found, decided and did.
 *
 * @param now when it began
 */
record Report(Look look, Memory memory, ManagementGate policy, Plan plan, Gated gated, Outcome outcome, Instant now) {
    Report with(Outcome done) {
        return new Report(look, memory, policy, plan, gated, done, now);
    }

    /** Whether the next act makes a VM and nothing is stored yet by which it would be found again. */
    boolean needsToken() {
        return gated.now().stream()
                .anyMatch(step -> step.action() instanceof MakingAction.Clone(var _, var _, String token)
                        && token.equals(MakingPlanner.NO_TOKEN));
    }
}
