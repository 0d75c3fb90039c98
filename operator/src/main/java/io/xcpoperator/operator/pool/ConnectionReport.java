package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.CertificateTrust;
import io.xcpoperator.api.v1alpha1.pool.ConnectionState;
import io.xcpoperator.api.v1alpha1.pool.HostCertificate;
import io.xcpoperator.api.v1alpha1.pool.PoolConnectionStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.xapi.records.CertificateRecord;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.types.CertificateType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code status.connection} of an XcpPool. Pure. */
final class ConnectionReport {
    private ConnectionReport() {}

    static @Nullable PoolConnectionStatus of(Observed.Link link, Setup setup, @Nullable XcpPoolStatus old) {
        PoolConnectionStatus before = old == null ? null : old.connection();
        return switch (link) {
            case Observed.Link.NotOpened _ ->
                before == null ? null : state(before, ConnectionState.Disconnected, null, 0);
            case Observed.Link.Opening(Instant since) -> state(before, ConnectionState.Connecting, since, 0);
            case Observed.Link.Reading(Instant since, long reconnects) ->
                state(before, ConnectionState.Connecting, since, reconnects);
            case Observed.Link.Down down ->
                state(before, ConnectionState.Disconnected, down.since(), down.reconnects());
            case Observed.Link.Up up -> connected(up, setup);
        };
    }

    /** Who the coordinator was is still worth knowing. */
    private static PoolConnectionStatus state(
            @Nullable PoolConnectionStatus before, ConnectionState state, @Nullable Instant since, long reconnects) {
        return new PoolConnectionStatus(
                state,
                before == null ? null : before.coordinator(),
                before == null ? null : before.coordinatorAddress(),
                since == null ? null : MarkTime.text(since),
                (int) reconnects,
                before == null ? null : before.certificates());
    }

    private static PoolConnectionStatus connected(Observed.Link.Up up, Setup setup) {
        Optional<HostRecord> coordinator = up.view().coordinator();
        return new PoolConnectionStatus(
                ConnectionState.Connected,
                coordinator.map(HostRecord::nameLabel).orElse(null),
                coordinator.map(HostRecord::address).orElse(null),
                MarkTime.text(up.since()),
                (int) up.reconnects(),
                certificates(up, setup));
    }

    /** What the pool says of its members; where it says nothing (8.2), what the coordinator showed. */
    private static @Nullable List<HostCertificate> certificates(Observed.Link.Up up, Setup setup) {
        List<HostCertificate> told = up.view().certificates().stream()
                .filter(certificate -> certificate.type() == CertificateType.HOST)
                .flatMap(certificate -> certificate(certificate, up, setup))
                .sorted(Comparator.comparing(HostCertificate::host))
                .toList();
        List<HostCertificate> all = told.isEmpty() ? shown(up, setup).toList() : told;
        return all.isEmpty() ? null : all;
    }

    private static Stream<HostCertificate> certificate(
            CertificateRecord certificate, Observed.Link.Up up, Setup setup) {
        String sha256 =
                certificate.fingerprintSha256().isEmpty() ? certificate.fingerprint() : certificate.fingerprintSha256();
        return up.view().host(certificate.host()).stream()
                .map(host -> new HostCertificate(
                        host.nameLabel(),
                        sha256,
                        MarkTime.text(certificate.notAfter()),
                        trust(
                                sha256,
                                up.view().coordinator().filter(host::equals).isPresent(),
                                setup)));
    }

    private static Stream<HostCertificate> shown(Observed.Link.Up up, Setup setup) {
        return up.certificate().stream()
                .flatMap(certificate -> up.view().coordinator().stream()
                        .map(host -> new HostCertificate(
                                host.nameLabel(),
                                certificate.fingerprint().toString(),
                                MarkTime.text(certificate.notAfter()),
                                trust(certificate.fingerprint().toString(), true, setup))));
    }

    /** Why; null for a member's that was not looked at so far. */
    private static @Nullable CertificateTrust trust(String sha256, boolean coordinator, Setup setup) {
        if (!(setup instanceof Setup.Complete(LinkSettings settings))) {
            return null;
        }
        return switch (settings.trust()) {
            case Trust.Verify _ -> coordinator ? CertificateTrust.Verified : null;
            case Trust.Pin(var pinned) ->
                coordinator || TrustedCertificates.parsed(sha256).anyMatch(pinned::contains)
                        ? CertificateTrust.Pinned
                        : null;
            case Trust.FirstUse _ -> CertificateTrust.FirstUse; // the pool itself told of its members'
            case Trust.Insecure _ -> CertificateTrust.Insecure;
        };
    }
}
