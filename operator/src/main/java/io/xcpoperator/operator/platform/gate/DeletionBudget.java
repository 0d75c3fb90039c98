package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** S12: no avalanche of destroying deletions in one pool. Pure. */
public final class DeletionBudget {
    public static final Duration WINDOW = Duration.ofHours(1);

    private DeletionBudget() {}

    /** Whether the waiting deletions may go on. */
    public sealed interface Verdict {
        record Go() implements Verdict {}

        /**
         * Too many.
         *
         * @param hash names exactly the waiting ones
         * @param message for the condition MassDeletionHeld and for each waiting object, with what approves it
         */
        record Held(String hash, String message) implements Verdict {}

        /** It may, but that could not be put on record; tried again by itself. */
        record Unrecorded(Reason reason, String message) implements Verdict {}

        /** Why a deletion waits, in the words of a status; empty where it may go on. */
        default Optional<io.xcpoperator.operator.platform.status.Verdict> hindrance() {
            return switch (this) {
                case Go _ -> Optional.empty();
                case Held(String _, String message) ->
                    Optional.of(new io.xcpoperator.operator.platform.status.Verdict.Waiting(
                            Reason.MassDeletionHeld, message));
                case Unrecorded(Reason reason, String message) ->
                    Optional.of(new io.xcpoperator.operator.platform.status.Verdict.Working(reason, message));
            };
        }
    }

    /**
     * More deletions than an hour may have, approved or not.
     *
     * @param waiting those that wait
     * @param recent those let pass within the hour
     * @param room when so many of these are older than an hour that all that wait may go; empty where they are too many
     * @param hash what {@link Approvals#DELETIONS} on the XcpPool approves; names exactly the waiting ones
     */
    public record Excess(long waiting, long recent, int limit, Optional<Instant> room, String hash) {
        /** Held unless approved. */
        public Optional<Verdict.Held> held(ObjectKey pool, Approvals approvals) {
            return approvals.grants(Approvals.DELETIONS, hash)
                    ? Optional.empty()
                    : Optional.of(new Verdict.Held(
                            hash,
                            "%s on pool %s (%d within the hour before, limit %d%s): to let %s go: %s; or set spec.deletionPolicy to Retain on those to keep"
                                    .formatted(
                                            waiting == 1
                                                    ? "1 deletion that destroys something waits"
                                                    : waiting + " deletions that destroy something wait",
                                            pool.name(),
                                            recent,
                                            limit,
                                            room.map(at -> ", room at " + at.truncatedTo(ChronoUnit.SECONDS))
                                                    .orElse(""),
                                            waiting == 1 ? "it" : "all of them",
                                            Approvals.command(
                                                    "xpool",
                                                    pool,
                                                    Approvals.DELETIONS,
                                                    approvals.value(Approvals.DELETIONS, hash)))));
        }
    }

    /**
     * All that wait go together or not at all: whoever deletes twenty by mistake keeps those that were not yet gone.
     *
     * @param done when destroying deletions were let pass; older than an hour do not count
     * @param waiting resource UIDs of those that would destroy now and were not let pass yet
     */
    public static Optional<Excess> excess(int limit, Collection<Instant> done, Set<String> waiting, Instant now) {
        List<Instant> recent = done.stream()
                .filter(at -> at.isAfter(now.minus(WINDOW)))
                .sorted()
                .toList();
        int excess = recent.size() + waiting.size() - limit;
        if (waiting.isEmpty() || excess <= 0) {
            return Optional.empty();
        }
        Optional<Instant> room =
                waiting.size() <= limit ? Optional.of(recent.get(excess - 1).plus(WINDOW)) : Optional.empty();
        return Optional.of(new Excess(waiting.size(), recent.size(), limit, room, hash(waiting)));
    }

    public static String hash(Set<String> waiting) {
        return Approvals.hash(List.copyOf(waiting).stream().sorted().toList());
    }
}
