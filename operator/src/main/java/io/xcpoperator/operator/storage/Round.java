package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import java.time.Instant;
import java.util.Optional;

/** One round about a storage repository: seen, planned, gated, and what came of it. Pure. */
record Round(
        Sight sight,
        StorageMemory memory,
        ManagementGate gate,
        StoragePlan plan,
        Gated gated,
        Outcome outcome,
        Instant now) {
    Round with(Outcome next) {
        return new Round(sight, memory, gate, plan, gated, next, now);
    }

    /**
     * Whether a part is not as it shall be, or not known to be, see {@link StorageAction#part}: while a task runs or is
     * waited out nothing is known; one that ended well has brought it about, though it was undone since.
     */
    boolean isOpen(String part) {
        boolean waits = plan.hindrances().stream().anyMatch(why -> why.reason() != Reason.Contested);
        Optional<Known> known = sight.seen().map(Sight.Seen::known);
        boolean hindered = waits
                || known.filter(k -> !k.running().isEmpty() || !k.setbacks().isEmpty())
                        .isPresent();
        boolean cameAbout = known.filter(k -> k.cameAbout(part)).isPresent();
        return !cameAbout && Damping.isOpen(part, plan.steps(), hindered);
    }

    /** One will be made, and what finds it again is to be stored first (S2). */
    boolean needsToken() {
        return memory.token().isEmpty()
                && gated.now().stream()
                        .anyMatch(step -> step.action() instanceof StorageAction.Create
                                || step.action() instanceof StorageAction.Introduce);
    }

    /** When to look again: what a probe found in the way may be taken away without an event that tells of it. */
    Outcome pace() {
        boolean settled = outcome instanceof Outcome.Settled;
        Optional<Sight.Seen> seen = sight.seen().filter(_ -> settled && gate.mayWrite());
        boolean held = seen.filter(s ->
                        !s.known().setbacks().isEmpty() || !s.known().running().isEmpty())
                .isPresent();
        boolean found = seen.filter(s -> s.identity() instanceof Identity.Absent
                        && s.known().probe().isPresent())
                .isPresent();
        if (held) {
            return new Outcome.Until(Requeue.WAIT, Reason.StorageError, "");
        }
        return found ? new Outcome.Until(Making.AGAIN, Reason.StorageInUse, "") : outcome;
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
