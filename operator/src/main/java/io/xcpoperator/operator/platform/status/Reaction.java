package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.errors.Classification;
import io.xcpoperator.xapi.errors.ErrorTable;
import io.xcpoperator.xapi.errors.PoolException;
import java.time.Duration;

/**
 * What an error means for a round. The client's table of errors gives a code its class and reason; here, and nowhere
 * else, these become what is done about it, for calls and tasks alike. The sentence is its caller's. Pure.
 *
 * @param again when it is looked at again by itself
 * @param defect a mistake of the operator's or a mismatch of versions
 */
public record Reaction(Kind kind, Reason reason, Duration again, boolean defect) {
    /** Who must act. */
    public enum Kind {
        /** Nobody: it passes. */
        RETRY,
        /** A person, the pool or another resource, without a change of this one. */
        WAIT,
        /** Whoever wrote the spec. */
        INVALID
    }

    /** To a call that failed. */
    public static Reaction to(PoolException failure) {
        return to(failure.classification());
    }

    /** To a task that failed with this code. */
    public static Reaction to(String code) {
        return to(ErrorTable.standard().classify(code));
    }

    static Reaction to(Classification row) {
        Reason reason = Reason.named(row.reason());
        return switch (row.errorClass()) {
            case RETRY, SESSION, REDIRECT ->
                new Reaction(Kind.RETRY, reason, row.delay().isZero() ? Requeue.RETRY : row.delay(), false);
            case WAIT -> new Reaction(Kind.WAIT, reason, Requeue.WAIT, false);
            case INVALID -> new Reaction(Kind.INVALID, reason, Requeue.INVALID, false);
            case BUG -> new Reaction(Kind.WAIT, reason, Requeue.WAIT, true);
        };
    }

    /** The sentence as it is told. */
    public String told(String sentence) {
        return defect ? sentence + "; this is a defect of the operator or a mismatch of versions" : sentence;
    }

    /** What a round came to that ended with it. */
    public Outcome outcome(String sentence) {
        return switch (kind) {
            case RETRY -> new Outcome.Retry(reason, told(sentence), again);
            case WAIT -> new Outcome.Until(again, reason, told(sentence));
            case INVALID -> new Outcome.Invalid(reason, told(sentence));
        };
    }
}
