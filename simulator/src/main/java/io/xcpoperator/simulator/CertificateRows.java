package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.wire.HostCertificate;
import java.util.List;
import java.util.Map;

/** The Certificate object of a host, and the PEM that {@code host.get_server_certificate} gives. */
final class CertificateRows {
    private CertificateRows() {}

    static void replace(World world, Row host, HostCertificate certificate) {
        List.copyOf(host.followAll("certificates")).forEach(world.database()::destroy);
        world.database()
                .create(
                        "Certificate",
                        Map.of(
                                "type", Value.of("host"),
                                "host", Value.of(host.ref()),
                                "not_before",
                                        Value.of(certificate
                                                .certificate()
                                                .getNotBefore()
                                                .toInstant()),
                                "not_after",
                                        Value.of(certificate
                                                .certificate()
                                                .getNotAfter()
                                                .toInstant()),
                                "fingerprint", Value.of(certificate.sha256()),
                                "fingerprint_sha256", Value.of(certificate.sha256()),
                                "fingerprint_sha1", Value.of(certificate.sha1())));
        world.serverCertificates().put(host.ref(), certificate.pem());
    }
}
