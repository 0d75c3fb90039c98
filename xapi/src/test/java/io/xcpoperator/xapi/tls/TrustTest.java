package io.xcpoperator.xapi.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "xcp1.home.arpa, xcp1.home.arpa, true",
        "XCP1.home.arpa, xcp1.HOME.arpa, true",
        "*.home.arpa, xcp1.home.arpa, true",
        "*.home.arpa, a.xcp1.home.arpa, false",
        "*.home.arpa, home.arpa, false",
        "*.arpa, home.arpa, false",
        "xcp2.home.arpa, xcp1.home.arpa, false",
        "x*.home.arpa, xcp1.home.arpa, false"
    })
    void aNameFits(String pattern, String host, boolean fits) {
        assertThat(HostName.matches(pattern, host)).isEqualTo(fits);
    }

    @Test
    void fingerprintsAreReadAsPeopleWriteThem() {
        CertificateFingerprint plain = CertificateFingerprint.parse(HEX);
        assertThat(CertificateFingerprint.parse("sha256:" + plain.value())).isEqualTo(plain);
        assertThat(CertificateFingerprint.parse("SHA256:" + HEX)).isEqualTo(plain);
        assertThat(plain.toString()).startsWith("sha256:01:23:45:67:89:AB");
    }
}
