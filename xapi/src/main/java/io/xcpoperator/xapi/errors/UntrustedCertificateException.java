package io.xcpoperator.xapi.errors;

import io.xcpoperator.xapi.tls.CertificateProblem;

/** The host showed a certificate that is not trusted. Nothing was sent, the password least of all. */
public final class UntrustedCertificateException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final transient CertificateProblem problem;

    public UntrustedCertificateException(String pool, String call, CertificateProblem problem) {
        super("certificate of " + problem.host() + " refused (" + problem.cause() + ")", pool, call);
        this.problem = problem;
    }

    public CertificateProblem problem() {
        return problem;
    }

    @Override
    public Classification classification() {
        return new Classification(ErrorClass.WAIT, "CertificateUntrusted");
    }
}
