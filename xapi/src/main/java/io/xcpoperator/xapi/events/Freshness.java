package io.xcpoperator.xapi.events;

import java.time.Instant;

/** Whether a view may be believed to be current. */
public sealed interface Freshness {
    /** Following the pool; {@code since}: the first complete view of this connection. */
    record Following(Instant since) implements Freshness {}

    /** Not following: what the view says was true until {@code since}. Nothing may be concluded from absence. */
    record Stale(Instant since) implements Freshness {}

    /** No complete view was ever seen. */
    record NeverSeen() implements Freshness {}
}
