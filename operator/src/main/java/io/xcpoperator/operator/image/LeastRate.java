package io.xcpoperator.operator.image;

import java.time.Duration;
import java.time.Instant;

/** Whether a source is worth waiting for: an answer within a minute, and one MiB at least in each minute after that. */
final class LeastRate {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final long BYTES = 1 << 20;

    private Instant since;
    private boolean answered;
    private long from;

    LeastRate(Instant opened) {
        this.since = opened;
    }

    /** A connection was opened, the first or that of a redirect. */
    synchronized void opened(Instant now) {
        since = now;
        answered = false;
    }

    /** The head of the answer is there. */
    synchronized void answered(Instant now, long have) {
        since = now;
        from = have;
        answered = true;
    }

    /** @param have bytes of the file */
    synchronized boolean isMissed(Instant now, long have) {
        if (now.isBefore(since.plus(WINDOW))) {
            return false;
        }
        if (!answered || have - from < BYTES) {
            return true;
        }
        since = now;
        from = have;
        return false;
    }
}
