package io.xcpoperator.xapi.errors;

import io.xcpoperator.xapi.types.PoolUuid;

/** Behind the address is another pool than expected or remembered. A person must look. */
public final class DifferentPoolException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final transient PoolUuid expected;
    private final transient PoolUuid found;

    public DifferentPoolException(String pool, String call, PoolUuid expected, PoolUuid found) {
        super("expected pool " + expected + " but found " + found, pool, call);
        this.expected = expected;
        this.found = found;
    }

    public PoolUuid expected() {
        return expected;
    }

    public PoolUuid found() {
        return found;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.WAIT, "DifferentPool");
    }
}
