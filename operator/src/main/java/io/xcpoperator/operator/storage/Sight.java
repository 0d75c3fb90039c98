package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Rival;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.List;
import java.util.Optional;

/** What was seen of a storage repository. */
sealed interface Sight {
    /**
     * The pool answers.
     *
     * @param problems of the spec; with any, nothing is acted on
     * @param known of tasks and probes
     */
    record Seen(
            PoolHandle pool, PoolView view, DesiredStorage want, List<Verdict> problems, Identity identity, Known known)
            implements Sight {
        public Seen {
            problems = List.copyOf(problems);
        }
    }

    /** The pool cannot be asked: nothing may be concluded. */
    record Unreachable(Reason reason, String message) implements Sight {}

    default Optional<Seen> seen() {
        return this instanceof Seen seen ? Optional.of(seen) : Optional.empty();
    }

    default Optional<Identity.There> there() {
        return seen().flatMap(
                        s -> s.identity() instanceof Identity.There there ? Optional.of(there) : Optional.empty());
    }

    /** Who else may set it; empty where it is not ours. */
    default Optional<String> rival() {
        return seen().flatMap(s -> s.identity() instanceof Identity.There(SrRecord storage, var _)
                        && Identity.of(storage, s.want().me()) instanceof Ownership.Ours
                ? Optional.of(Rival.of(storage.otherConfig(), s.view().pool()))
                : Optional.empty());
    }
}
