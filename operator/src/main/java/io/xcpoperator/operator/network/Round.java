package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import java.time.Instant;
import java.util.Optional;

/** One round about a network: seen, planned, gated, and what came of it. Pure. */
record Round(
        Sight sight,
        NetworkMemory memory,
        ManagementGate gate,
        NetworkPlan plan,
        Gated gated,
        Outcome outcome,
        Instant now) {
    Round with(Outcome next) {
        return new Round(sight, memory, gate, plan, gated, next, now);
    }

    /** A network will be made, and what finds it again is to be stored first (S2). */
    boolean needsToken() {
        return memory.token().isEmpty()
                && gated.now().stream().anyMatch(step -> step.action() instanceof NetworkAction.Create);
    }

    /** Why the pool as a whole takes no writes, where there is something to write. */
    Optional<WriteState.Closed> closed() {
        return sight.seen()
                .filter(_ -> gate.mayWrite() && !plan.isEmpty())
                .flatMap(seen -> seen.pool().writes() instanceof WriteState.Closed closed
                        ? Optional.of(closed)
                        : Optional.empty());
    }
}
