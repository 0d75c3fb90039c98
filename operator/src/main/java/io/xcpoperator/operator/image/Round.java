package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One round about an image: seen, planned, gated, and what came of it. Pure. */
record Round(
        Sight sight,
        ImageMemory memory,
        ManagementGate gate,
        RunState run,
        ImagePlan plan,
        List<Step> now,
        Outcome outcome,
        Instant at) {
    Round {
        now = List.copyOf(now);
    }

    Round with(Outcome next) {
        return new Round(sight, memory, gate, run, plan, now, next, at);
    }

    /** A disk will be made, and what finds it again is to be stored first (S2). */
    boolean needsToken() {
        return memory.token().isEmpty() && now.stream().anyMatch(step -> step.action() instanceof ImageAction.Create);
    }

    /** Why the pool as a whole takes no writes, where there is something to write. */
    Optional<WriteState.Closed> closed() {
        return sight.seen()
                .filter(_ -> gate.mayWrite() && !plan.steps().isEmpty())
                .flatMap(seen -> seen.pool().writes() instanceof WriteState.Closed closed
                        ? Optional.of(closed)
                        : Optional.empty());
    }
}
