package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import java.util.Optional;

/** What was seen of an image. */
sealed interface Sight {
    /** The pool answers, and the storage is there. */
    record Seen(PoolHandle pool, PoolView view, Want want, Identity identity) implements Sight {}

    /** The spec cannot be acted on. */
    record Unusable(Verdict why) implements Sight {}

    /** The pool cannot be asked: nothing may be concluded. {@code gone}: there is nothing to wait for. */
    record Unreachable(Reason reason, String message, boolean gone) implements Sight {}

    default Optional<Seen> seen() {
        return this instanceof Seen seen ? Optional.of(seen) : Optional.empty();
    }
}
