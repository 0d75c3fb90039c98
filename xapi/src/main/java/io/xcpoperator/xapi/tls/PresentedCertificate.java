package io.xcpoperator.xapi.tls;

import java.time.Instant;

/** A certificate as a host showed it. */
public record PresentedCertificate(
        String host, CertificateFingerprint fingerprint, Instant notAfter, boolean selfSigned) {}
