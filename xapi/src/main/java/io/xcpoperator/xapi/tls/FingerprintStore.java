package io.xcpoperator.xapi.tls;

import java.util.Set;

/** Keeps what was trusted on first use, durably. May block; is never called while a TLS handshake waits on a call's permit. */
public interface FingerprintStore {
    /** Every certificate trusted so far; empty: the next one seen is trusted. */
    Set<CertificateFingerprint> trusted();

    /**
     * Called after the first login that went well, for the certificates it went over, and for those of the other members,
     * which the pool itself told over that connection.
     */
    void trust(Set<PresentedCertificate> certificates);
}
