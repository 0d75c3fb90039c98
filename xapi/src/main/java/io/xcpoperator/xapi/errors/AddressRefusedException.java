package io.xcpoperator.xapi.errors;

/** The address policy does not let the pool's address be used, or the name does not resolve. */
public final class AddressRefusedException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    public AddressRefusedException(String pool, String call, String host, String reason) {
        super("address of " + host + " refused, " + reason, pool, call);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.WAIT, "AddressRefused");
    }
}
