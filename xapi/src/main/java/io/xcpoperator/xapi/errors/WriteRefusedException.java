package io.xcpoperator.xapi.errors;

/** A {@link io.xcpoperator.xapi.WriteGate} said no; nothing was sent. */
public final class WriteRefusedException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    public WriteRefusedException(String pool, String call, String reason) {
        super("write refused, " + reason, pool, call);
        this.reason = reason;
    }

    /** One word in CamelCase, from the gate. */
    public String reason() {
        return reason;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.WAIT, reason);
    }
}
