package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.CertificateTrust;
import io.xcpoperator.api.v1alpha1.pool.ConnectionState;
import io.xcpoperator.api.v1alpha1.pool.HostCertificate;
import io.xcpoperator.api.v1alpha1.pool.PoolConnectionStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.CertificateRecord;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.types.CertificateType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code status.connection} of an XcpPool. Pure. */
final class ConnectionReport {
    private ConnectionReport() {}

    static @Nullable PoolConnectionStatus of(Observed.Link link, @Nullable XcpPoolStatus old) {
        PoolConnectionStatus before = old == null ? null : old.connection();
        return switch (link) {
            case Observed.Link.NotOpened _ ->
                before == null ? null : state(before, ConnectionState.Disconnected, null, 0);
            case Observed.Link.Opening(Instant since) -> state(before, ConnectionState.Connecting, since, 0);
            case Observed.Link.Reading(Instant since, long reconnects) ->
                state(before, ConnectionState.Connecting, since, reconnects);
            case Observed.Link.Down down ->
                state(before, ConnectionState.Disconnected, down.since(), down.reconnects());
            case Observed.Link.Up up -> connected(up);
        };
    }

    /** Who the coordinator was is still worth knowing. */
    private static PoolConnectionStatus state(
            @Nullable PoolConnectionStatus before, ConnectionState state, @Nullable Instant since, long reconnects) {
        return new PoolConnectionStatus(
                state,
                before == null ? null : before.coordinator(),
                before == null ? null : before.coordinatorAddress(),
                since == null ? null : text(since),
                (int) reconnects,
                before == null ? null : before.certificates());
    }

    private static PoolConnectionStatus connected(Observed.Link.Up up) {
        Optional<HostRecord> coordinator = up.view().coordinator();
        return new PoolConnectionStatus(
                ConnectionState.Connected,
                coordinator.map(HostRecord::nameLabel).orElse(null),
                coordinator.map(HostRecord::address).orElse(null),
                text(up.since()),
                (int) up.reconnects(),
                certificates(up));
    }

    private static @Nullable List<HostCertificate> certificates(Observed.Link.Up up) {
        List<HostCertificate> certificates = up.view().certificates().stream()
                .filter(certificate -> certificate.type() == CertificateType.HOST)
                .flatMap(certificate -> certificate(certificate, up.view()))
                .sorted(Comparator.comparing(HostCertificate::host))
                .toList();
        return certificates.isEmpty() ? null : certificates;
    }

    private static Stream<HostCertificate> certificate(CertificateRecord certificate, PoolView view) {
        String sha256 =
                certificate.fingerprintSha256().isEmpty() ? certificate.fingerprint() : certificate.fingerprintSha256();
        return view.host(certificate.host()).stream()
                .map(host -> new HostCertificate(
                        host.nameLabel(), sha256, text(certificate.notAfter()), (CertificateTrust) null));
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
