package io.xcpoperator.xapi.errors;

/** A value that the protocol cannot carry, such as a control character; nothing was sent. */
public final class InvalidArgumentException extends PoolException {
    private static final long serialVersionUID = 1L;

    public InvalidArgumentException(String pool, String call, String problem) {
        super(problem, pool, call);
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.INVALID, "InvalidText");
    }
}
