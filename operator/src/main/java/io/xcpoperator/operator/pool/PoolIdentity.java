package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.types.PoolUuid;
import java.util.Optional;

/**
 * Who answered at the other end. A uuid alone proves nothing, for anybody can claim it: the coordinator's certificate, or
 * where there is no TLS its address, tells a pool from one that poses as it.
 */
record PoolIdentity(PoolUuid pool, Endpoint coordinator, Optional<CertificateFingerprint> certificate) {
    static Optional<PoolIdentity> of(ConnectionState state) {
        return state instanceof ConnectionState.Connected up
                ? Optional.of(new PoolIdentity(
                        up.pool(), up.coordinator(), up.certificate().map(PresentedCertificate::fingerprint)))
                : Optional.empty();
    }

    /** Whether both are one pool: a certificate just renewed makes no difference at the same address. */
    boolean isSame(PoolIdentity other) {
        boolean sameCertificate = certificate.isPresent() && certificate.equals(other.certificate);
        return pool.equals(other.pool) && (sameCertificate || coordinator.equals(other.coordinator));
    }
}
