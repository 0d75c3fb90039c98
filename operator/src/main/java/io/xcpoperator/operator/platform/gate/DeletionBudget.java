package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.time.Instant;
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
    }

    /**
     * More deletions than an hour may have, approved or not.
     *
     * @param sum those of the last hour and those that wait
     * @param hash what {@link Approvals#DELETIONS} on the XcpPool approves; names exactly the waiting ones
     */
    public record Excess(long sum, int limit, String hash) {
        /** Held unless approved. */
        public Optional<Verdict.Held> held(ObjectKey pool, Approvals approvals) {
            return approvals.grants(Approvals.DELETIONS, hash)
                    ? Optional.empty()
                    : Optional.of(new Verdict.Held(
                            hash,
                            "%d deletions that destroy VMs in one hour on pool %s (limit %d): approve on the XcpPool with xcp-operator.io/%s=%s, or set spec.deletionPolicy to Retain on those to keep"
                                    .formatted(
                                            sum,
                                            pool.name(),
                                            limit,
                                            Approvals.DELETIONS,
                                            approvals.value(Approvals.DELETIONS, hash))));
        }
    }

    /**
     * All that wait go together or not at all: whoever deletes twenty by mistake keeps those that were not yet gone.
     *
     * @param done when destroying deletions were let pass; older than an hour do not count
     * @param waiting resource UIDs of those that would destroy now and were not let pass yet
     */
    public static Optional<Excess> excess(int limit, Collection<Instant> done, Set<String> waiting, Instant now) {
        long recent = done.stream().filter(at -> at.isAfter(now.minus(WINDOW))).count();
        long sum = recent + waiting.size();
        return waiting.isEmpty() || sum <= limit
                ? Optional.empty()
                : Optional.of(new Excess(sum, limit, hash(waiting)));
    }

    public static String hash(Set<String> waiting) {
        return Approvals.hash(List.copyOf(waiting).stream().sorted().toList());
    }
}
