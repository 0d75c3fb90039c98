package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.types.PoolUuid;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolIdentityTest {
    private static final PoolUuid POOL = new PoolUuid("6d579ecc-6a6c-4c45-8cd7-893d42fa8a2a");
    private static final Optional<CertificateFingerprint> ONE = fingerprint("AA");
    private static final Optional<CertificateFingerprint> OTHER = fingerprint("BB");

    private final PoolIdentity home = identity("192.0.2.1", ONE);

    private static Optional<CertificateFingerprint> fingerprint(String octet) {
        return Optional.of(CertificateFingerprint.parse("sha256:" + (octet + ":").repeat(31) + octet));
    }

    private static PoolIdentity identity(String host, Optional<CertificateFingerprint> certificate) {
        return new PoolIdentity(POOL, new Endpoint(host, 443, certificate.isEmpty()), certificate);
    }

    @Test
    void isTheSamePoolByWhateverNameTheCoordinatorIsCalled() {
        assertThat(home.isSame(identity("xcp1.example", ONE))).isTrue();
        assertThat(home.isSame(identity("192.0.2.1", OTHER))).as("renewed").isTrue();
    }

    @Test
    void isNotTheSameForBearingItsUuidAlone() {
        assertThat(home.isSame(identity("198.51.100.7", OTHER))).isFalse();
        assertThat(home.isSame(identity("198.51.100.7", Optional.empty()))).isFalse();
        assertThat(identity("192.0.2.1", Optional.empty()).isSame(identity("192.0.2.2", Optional.empty())))
                .as("without TLS there is only the address")
                .isFalse();
    }
}
