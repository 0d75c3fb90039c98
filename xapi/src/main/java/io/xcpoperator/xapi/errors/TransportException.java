package io.xcpoperator.xapi.errors;

import org.jspecify.annotations.Nullable;

/** No usable answer came. */
public final class TransportException extends PoolException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** No connection: nothing was sent. */
        CONNECT,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection broke after the request may have been sent. */
        CUT,
        /** The answer is not XML-RPC as XAPI speaks it. */
        GARBAGE,
        /** The answer is larger than the limit. */
        TOO_LARGE,
        /** An HTTP status other than 200. */
        HTTP_STATUS
    }

    private final Kind kind;
    private final boolean mutating;

    public TransportException(String pool, String call, Kind kind, boolean mutating, @Nullable Throwable cause) {
        super("no usable answer (" + kind + ")", pool, call);
        this.kind = kind;
        this.mutating = mutating;
        if (cause != null) {
            initCause(cause);
        }
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public boolean outcomeUnknown() {
        return mutating && kind != Kind.CONNECT;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.RETRY, outcomeUnknown() ? "OutcomeUnknown" : "PoolUnreachable");
    }
}
