package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.tls.CertificateFingerprint;
import java.util.Optional;
import java.util.Set;

/** Whom to trust, as a value: what {@code spec.tls} says, with its references followed. */
sealed interface Trust {
    record Verify(Optional<String> caBundlePem) implements Trust {}

    record Pin(Set<CertificateFingerprint> fingerprints) implements Trust {
        public Pin {
            fingerprints = Set.copyOf(fingerprints);
        }
    }

    /** What was trusted so far is in a Secret; see {@link TrustedCertificates}. */
    record FirstUse() implements Trust {}

    record Insecure() implements Trust {}
}
