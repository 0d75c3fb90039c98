package io.xcpoperator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource({
        "xcp1.home.arpa, xcp1.home.arpa, 443",
        "xcp1:8443, xcp1, 8443",
        "192.168.1.12:444, 192.168.1.12, 444",
        "fe80::1, fe80::1, 443",
        "[fe80::1], fe80::1, 443",
        "[fe80::1]:8443, fe80::1, 8443"
    })
    void reads(String text, String host, int port) {
        assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "host/path", "user@host", "host:0", "host:99999", "host:x", "h\u00f6st", "a\nb"})
    void refuses(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretNeverPrints() {
        assertThat(new Credentials("root", new Secret("hunter2")).toString())
                .isEqualTo("Credentials[username=root, password=***]");
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
    }
}
