package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
         * @param hash to approve with {@link Approvals#DELETIONS} on the XcpPool; names exactly the waiting ones
         * @param message for the condition MassDeletionHeld and for each waiting object
         */
        record Held(String hash, String message) implements Verdict {}

        /** It may, but that could not be put on record; tried again by itself. */
        record Unrecorded(Reason reason, String message) implements Verdict {}
    }

    /**
     * All that wait go together or not at all: whoever deletes twenty by mistake keeps those that were not yet gone.
     *
     * @param done when destroying deletions were let pass; older than an hour do not count
     * @param waiting resource UIDs of those that would destroy now and were not let pass yet
     */
    public static Verdict judge(
            ObjectKey pool,
            int limit,
            Collection<Instant> done,
            Set<String> waiting,
            Approvals approvals,
            Instant now) {
        long recent = done.stream().filter(at -> at.isAfter(now.minus(WINDOW))).count();
        long sum = recent + waiting.size();
        String hash = hash(waiting);
        if (waiting.isEmpty() || sum <= limit || approvals.has(Approvals.DELETIONS, hash)) {
            return new Verdict.Go();
        }
        return new Verdict.Held(
                hash,
                "%d deletions that destroy VMs in one hour on pool %s (limit %d): approve on the XcpPool with xcp-operator.io/%s=%s, or set spec.deletionPolicy to Retain on those to keep"
                        .formatted(sum, pool.name(), limit, Approvals.DELETIONS, hash));
    }

    public static String hash(Set<String> waiting) {
        return Approvals.hash(List.copyOf(waiting).stream().sorted().toList());
    }
}
