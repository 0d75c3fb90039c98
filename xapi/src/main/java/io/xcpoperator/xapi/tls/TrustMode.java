package io.xcpoperator.xapi.tls;

import java.util.Optional;
import java.util.Set;

/** Whom to trust. */
public sealed interface TrustMode {
    /** Chain and name are checked, against this PEM bundle or else the JVM's authorities. */
    record Verify(Optional<String> caBundlePem) implements TrustMode {}

    /** One of these certificates, whatever its name, issuer or age. */
    record Pin(Set<CertificateFingerprint> fingerprints) implements TrustMode {
        public Pin {
            fingerprints = Set.copyOf(fingerprints);
        }
    }

    /** Whatever the first contact shows; from then on that, and what the pool tells of its members. */
    record TrustOnFirstUse(FingerprintStore store) implements TrustMode {}

    /** Anything at all. */
    record Insecure() implements TrustMode {}
}
