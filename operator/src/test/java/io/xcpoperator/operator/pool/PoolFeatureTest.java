package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.pool.CertificateTrust;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import org.junit.jupiter.api.Test;

/** An XcpPool against a real API server and a simulated pool. */
class PoolFeatureTest {
    @Test
    void connectsAndShowsTheInventory() {
        try (Lab lab = Lab.open("pool")) {
            Simulator pool = lab.pool();
            lab.login();
            lab.operator();
            XcpPool seen = lab.awaitPool(lab.xcpPool(pool), "True", "");

            var status = seen.getStatus();
            assertThat(status.poolUuid()).isEqualTo(pool.poolUuid());
            assertThat(status.hosts()).isEqualTo(2);
            assertThat(status.connection().coordinator()).isEqualTo("host1");
            assertThat(status.version().uniform()).isTrue();
            assertThat(status.connection().certificates()).hasSize(2).allSatisfy(certificate -> {
                assertThat(certificate.trust()).isEqualTo(CertificateTrust.FirstUse);
                assertThat(certificate.sha256()).isNotBlank();
                assertThat(certificate.notAfter()).isNotBlank();
            });
            assertThat(status.observedGeneration()).isEqualTo(1);
        }
    }
}
