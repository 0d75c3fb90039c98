package io.xcpoperator.xapi.errors;

/** The limit of calls or heavy operations is reached; nothing was sent. */
public final class BusyException extends PoolException {
    private static final long serialVersionUID = 1L;

    public BusyException(String pool, String call, String limit) {
        super("limit of " + limit + " reached", pool, call);
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.RETRY, "PoolBusy");
    }
}
