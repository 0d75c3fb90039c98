package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one round saw and decided. Pure. */
record Round(Want want, Remembered memory, Sight sight, Plan plan) {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(5);

    static Round of(Want want, Remembered memory, Sight sight, Optional<Setbacks.Held> setback, Instant now) {
        Plan plan = switch (sight) {
            case Sight.Unreachable(Verdict why) -> Plan.of(List.of(), why);
            case Sight.Nowhere(Verdict why) -> Plan.of(List.of(), nowhere(memory, why));
            case Sight.Seen seen -> new SnapshotPlanner(want, memory, now).plan(seen, setback);
        };
        return new Round(want, memory, sight, plan);
    }

    private static Verdict nowhere(Remembered memory, Verdict why) {
        if (memory.expired()) {
            return new Verdict.Ready(Reason.Expired, "timeToLive is over; the pool's snapshot is gone");
        }
        return memory.uuid()
                .<Verdict>map(uuid -> new Verdict.Stalled(
                        Reason.Missing,
                        "snapshot %s is in no pool that this namespace may use; delete this resource".formatted(uuid)))
                .orElse(why);
    }

    boolean needsToken() {
        return plan.takes() && memory.token().isEmpty();
    }

    /** Another operator has the pool, or this process does not lead. */
    Optional<Verdict> closed() {
        return sight instanceof Sight.Seen seen
                        && !plan.steps().isEmpty()
                        && seen.pool().writes() instanceof WriteState.Closed(Reason reason, String message)
                ? Optional.of(new Verdict.Waiting(reason, message))
                : Optional.empty();
    }

    /** What may be done now. */
    List<Step> now(ManagementGate gate) {
        return gate.mayWrite() && closed().isEmpty() ? plan.steps() : List.of();
    }

    Verdict verdict(ManagementGate gate, Outcome outcome) {
        Verdict as = plan.verdict();
        return switch (gate) {
            case WRITE -> closed().orElseGet(() -> Verdict.of(outcome).orElse(as));
            case PAUSED ->
                plan.differences().isEmpty()
                        ? as
                        : new Verdict.Waiting(Reason.Paused, "paused; waiting: " + plan.differences());
            case PLAN -> plan.differences().isEmpty() ? as : new Verdict.Ready(Reason.Planned, "");
            case OBSERVE -> observed(as);
        };
    }

    private Verdict observed(Verdict as) {
        if (plan.takes()) {
            return new Verdict.Waiting(
                    Reason.NotFound,
                    "the pool has no snapshot for this resource, and managementPolicy Observe takes none");
        }
        return as instanceof Verdict.Ready(Reason reason, String message) && reason == Reason.Settled
                ? new Verdict.Ready(Reason.Observed, message)
                : as;
    }

    /** When to look again. */
    Outcome pace(Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.Settled)) {
            return outcome;
        }
        if (plan.again().isPresent()) {
            Duration left = Duration.between(now, plan.again().get());
            return new Outcome.Until(left.compareTo(SHORTEST) < 0 ? SHORTEST : left.plus(SHORTEST), Reason.Settled, "");
        }
        return plan.verdict() instanceof Verdict.Working(Reason reason, String message)
                ? new Outcome.Retry(reason, message, LOOK)
                : outcome;
    }
}
