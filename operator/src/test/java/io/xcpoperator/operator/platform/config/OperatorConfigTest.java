package io.xcpoperator.operator.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.operator.platform.egress.Cidr;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
    @Test
    void everyDefaultIsThis() {
        assertThat(OperatorConfig.read(Map.of(), Map.of()))
                .isEqualTo(new OperatorConfig(
                        Set.of(),
                        Optional.empty(),
                        "xcp-operator-system",
                        Optional.of(new OperatorConfig.Lease(
                                "xcp-operator", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2))),
                        new EgressPolicy(List.of(), List.of()),
                        false,
                        8080,
                        Optional.of(new OperatorConfig.Door(8082, Optional.empty())),
                        Duration.ofMinutes(5),
                        64,
                        Duration.ofSeconds(20),
                        new OperatorConfig.Images(
                                Path.of(System.getProperty("java.io.tmpdir"), "xcp-operator-images"),
                                20L << 30,
                                Optional.empty()),
                        OperatorConfig.LogFormat.JSON));
    }

    @Test
    void everyKeyIsReadFromTheEnvironment() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("XCP_WATCH_NAMESPACES", "apps, infra"),
                Map.entry("XCP_CLUSTER_ID", "home"),
                Map.entry("XCP_OPERATOR_NAMESPACE", "xcp"),
                Map.entry("XCP_LEADER_ELECTION", "true"),
                Map.entry("XCP_LEASE_NAME", "one"),
                Map.entry("XCP_LEASE_DURATION", "30s"),
                Map.entry("XCP_LEASE_RENEW_DEADLINE", "20s"),
                Map.entry("XCP_LEASE_RETRY_PERIOD", "500ms"),
                Map.entry("XCP_EGRESS_ALLOW", "127.0.0.0/8"),
                Map.entry("XCP_EGRESS_REFUSE", "10.42.0.0/16,10.43.0.0/16"),
                Map.entry("XCP_ALLOW_INSECURE", "true"),
                Map.entry("XCP_HTTP_PORT", "0"),
                Map.entry("XCP_DOOR_PORT", "9082"),
                Map.entry("XCP_POD_NAME", "xcp-operator-5f7d-x2x4q"),
                Map.entry("XCP_RESYNC_INTERVAL", "1h30m"),
                Map.entry("XCP_CONCURRENT_RECONCILES", "8"),
                Map.entry("XCP_SHUTDOWN_TIMEOUT", "5s"),
                Map.entry("XCP_IMAGE_FOLDER", "/var/images"),
                Map.entry("XCP_IMAGE_ROOM", "500Mi"),
                Map.entry("XCP_VOLUME_READER", "localhost/xcp-operator:1"),
                Map.entry("XCP_LOG_FORMAT", "text"));
        assertThat(environment.keySet())
                .as("a new setting belongs into this test")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Setting.values()).map(Setting::variable).toList());
        assertThat(OperatorConfig.read(Map.of(), environment))
                .isEqualTo(new OperatorConfig(
                        Set.of("apps", "infra"),
                        Optional.of("home"),
                        "xcp",
                        Optional.of(new OperatorConfig.Lease(
                                "one", Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500))),
                        new EgressPolicy(
                                List.of(Cidr.parse("127.0.0.0/8")),
                                List.of(Cidr.parse("10.42.0.0/16"), Cidr.parse("10.43.0.0/16"))),
                        true,
                        0,
                        Optional.of(new OperatorConfig.Door(9082, Optional.of("xcp-operator-5f7d-x2x4q"))),
                        Duration.ofMinutes(90),
                        8,
                        Duration.ofSeconds(5),
                        new OperatorConfig.Images(
                                Path.of("/var/images"), 500L << 20, Optional.of("localhost/xcp-operator:1")),
                        OperatorConfig.LogFormat.TEXT));
    }

    @Test
    void anArgumentWinsOverTheEnvironment() {
        var config = OperatorConfig.read(Map.of(Setting.HTTP_PORT, "9090"), Map.of("XCP_HTTP_PORT", "9091"));
        assertThat(config.httpPort()).isEqualTo(9090);
    }

    @ParameterizedTest(name = "{0} = \"{1}\" is refused by name")
    @CsvSource({
        "WATCH_NAMESPACES, Apps",
        "CLUSTER_ID, a/b",
        "OPERATOR_NAMESPACE, ''",
        "LEADER_ELECTION, yes",
        "LEASE_NAME, ''",
        "LEASE_DURATION, 15",
        "LEASE_RENEW_DEADLINE, 15s",
        "LEASE_RETRY_PERIOD, 9s",
        "EGRESS_ALLOW, 10.0.0.0/33",
        "IMAGE_FOLDER, images",
        "IMAGE_ROOM, 5",
        "EGRESS_REFUSE, services.example",
        "ALLOW_INSECURE, 1",
        "HTTP_PORT, 70000",
        "DOOR_PORT, 70000",
        "DOOR_PORT, no",
        "POD_NAME, ../x",
        "RESYNC_INTERVAL, 0s",
        "CONCURRENT_RECONCILES, 0",
        "SHUTDOWN_TIMEOUT, soon",
        "LOG_FORMAT, xml",
    })
    void aValueThatCannotBeUsedNamesItsKey(Setting setting, String value) {
        assertThatThrownBy(() -> OperatorConfig.read(Map.of(setting, value), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(setting.variable())
                .hasMessageContaining("expected");
    }
}
