package io.xcpoperator.xapi.errors;

import java.time.Instant;

/** There is no connection at the moment; nothing was sent. The state of the client says why. */
public final class PoolUnavailableException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final Instant since;

    public PoolUnavailableException(String pool, String call, Instant since) {
        super("not connected since " + since, pool, call);
        this.since = since;
    }

    public Instant since() {
        return since;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.RETRY, "PoolUnreachable");
    }
}
