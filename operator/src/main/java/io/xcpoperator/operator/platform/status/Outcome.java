package io.xcpoperator.operator.platform.status;

import java.time.Duration;

/** What a round came to. Expected failures are values here, never exceptions. */
public sealed interface Outcome {
    /** Nothing was to be done. */
    record Settled() implements Outcome {}

    /** Calls were made and answered; the mirror's next change shows the effect. */
    record Acted() implements Outcome {}

    /** A task was started; its event wakes us. */
    record Started(String operation) implements Outcome {}

    /** Others have their turn on the pool first; it is woken when its own comes. Nothing was called. */
    record Queued() implements Outcome {}

    /** Not possible now, worth trying again by itself after {@code delay}. */
    record Retry(Reason reason, String message, Duration delay) implements Outcome {}

    /** Something or somebody else must act first: an event, a person, another resource. */
    record Wait(Reason reason, String message) implements Outcome {}

    /** The spec is at fault: only a new generation helps. */
    record Invalid(Reason reason, String message) implements Outcome {}

    /** Time itself is awaited: a window, a timeout. */
    record Until(Duration delay, Reason reason, String message) implements Outcome {}

    /** What a round that did nothing for this reason came to: work goes on by itself, all else by somebody. */
    static Outcome waitingFor(Verdict verdict) {
        return verdict instanceof Verdict.Working
                ? new Retry(verdict.reason(), verdict.message(), Requeue.RETRY)
                : new Wait(verdict.reason(), verdict.message());
    }
}
