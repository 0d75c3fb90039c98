package io.xcpoperator.xapi.errors;

/** Anything that keeps a call from succeeding. The text names pool and call and quotes neither a secret nor a reply. */
public abstract sealed class PoolException extends RuntimeException
        permits XapiException,
                TransportException,
                UntrustedCertificateException,
                PoolUnavailableException,
                BusyException,
                WriteRefusedException,
                ForbiddenCallException,
                InvalidArgumentException,
                AddressRefusedException,
                DifferentPoolException {
    private static final long serialVersionUID = 1L;
    private final String pool;
    private final String call;

    PoolException(String message, String pool, String call) {
        super(message + ": " + call + " on pool " + pool);
        this.pool = pool;
        this.call = call;
    }

    /** The pool's name as the settings give it. */
    public final String pool() {
        return pool;
    }

    /** The wire method, as in {@code Async.VM.start}. */
    public final String call() {
        return call;
    }

    public abstract Classification classification();

    /** True when the call may have taken effect although no answer came: read the object's state before repeating. */
    public boolean outcomeUnknown() {
        return false;
    }
}
