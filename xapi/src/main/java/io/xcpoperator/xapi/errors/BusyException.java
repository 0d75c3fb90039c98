package io.xcpoperator.xapi.errors;

import java.time.Duration;

/** The limit of calls or heavy operations is reached; nothing was sent. */
public final class BusyException extends PoolException {
    private static final long serialVersionUID = 1L;
    /** The limit is our own: the next place is free in a moment. */
    private static final Duration NEXT_PLACE = Duration.ofMillis(500);

    public BusyException(String pool, String call, String limit) {
        super("limit of " + limit + " reached", pool, call);
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.RETRY, "PoolBusy", NEXT_PLACE);
    }
}
