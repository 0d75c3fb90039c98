package io.xcpoperator.xapi.errors;

/** The call is one that is never made; nothing was sent. */
public final class ForbiddenCallException extends PoolException {
    private static final long serialVersionUID = 1L;

    public ForbiddenCallException(String pool, String call, String rule) {
        super("never done, " + rule, pool, call);
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.BUG, "ForbiddenCall");
    }
}
