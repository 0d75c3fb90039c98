package io.xcpoperator.xapi.tls;

import java.security.cert.CertificateException;

/** Ends a TLS handshake and carries the reason out of it. */
public final class CertificateRefused extends CertificateException {
    private static final long serialVersionUID = 1L;
    private final transient CertificateProblem problem;

    CertificateRefused(CertificateProblem problem) {
        super("certificate refused");
        this.problem = problem;
    }

    public CertificateProblem problem() {
        return problem;
    }
}
