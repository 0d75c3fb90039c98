package io.xcpoperator.xapi.errors;

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
    private final String detail;

    public TransportException(String pool, String call, Kind kind, boolean mutating, String detail) {
        super(detail, pool, call);
        this.detail = detail;
        this.kind = kind;
        this.mutating = mutating;
    }

    /** A few words for a message: {@code connection refused}. */
    public String detail() {
        return detail;
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
