package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator as a process sees it: readiness, metrics, leadership, and a clean end. */
class OperatorTest {
    private static final Map<Setting, String> ELECTED = Map.of(
            Setting.LEADER_ELECTION, "true",
            Setting.LEASE_DURATION, "3s",
            Setting.LEASE_RENEW_DEADLINE, "2s",
            Setting.LEASE_RETRY_PERIOD, "200ms");

    private static HttpResponse<String> get(Operator operator, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void isReadyWithoutAnyPoolAndShowsItsMetrics() throws Exception {
        try (Lab lab = Lab.open("op")) {
            Simulator pool = lab.pool();
            lab.login();
            Operator operator = lab.operator();
            assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(operator, "/healthz").statusCode()).isEqualTo(200);
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            String metrics = get(operator, "/metrics").body();
            List<String> ours = Stream.of(metrics.split("\n"))
                    .filter(line -> line.startsWith("# TYPE xcp_"))
                    .map(line -> line.split(" ")[2])
                    .sorted()
                    .toList();
            assertThat(ours)
                    .as("names are an interface: dashboards and alerts use them")
                    .containsExactly(
                            "xcp_leading",
                            "xcp_mirror_lag_seconds",
                            "xcp_mirror_objects",
                            "xcp_mirror_resyncs",
                            "xcp_pools_following",
                            "xcp_pools_open",
                            "xcp_tasks_inflight",
                            "xcp_xapi_calls_seconds",
                            "xcp_xapi_calls_seconds_max");
            assertThat(metrics).contains("xcp_pools_following 1.0").contains("operator_sdk_reconciliations");
            assertThat(metrics).doesNotContain("xensource").doesNotContain("OpaqueRef");
        }
    }

    @Test
    void ofTwoOperatorsOneWritesAndTheOtherTakesOverWhenItStops() throws Exception {
        try (Lab lab = Lab.open("two")) {
            Simulator pool = lab.pool();
            lab.login();
            Operator first = lab.operator(ELECTED, UnaryOperator.identity());
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            Operator second = lab.operator(ELECTED, UnaryOperator.identity());
            await().atMost(Lab.PATIENCE).until(() -> get(second, "/readyz").statusCode() == 200);
            assertThat(get(second, "/metrics").body())
                    .contains("xcp_leading 0.0")
                    .contains("xcp_pools_open 0.0");
            first.close();
            await().atMost(Lab.PATIENCE)
                    .until(() -> get(second, "/metrics").body().contains("xcp_pools_following 1.0"));
        }
    }

    @Test
    void logsOutOfEveryPoolWhenItStops() throws Exception {
        try (Lab lab = Lab.open("out")) {
            Simulator pool = lab.pool();
            lab.login();
            Operator operator = lab.operator();
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            operator.close();
            assertThat(pool.calls().of("session.logout")).isEqualTo(pool.calls().of("session.login_with_password"));
        }
    }
}
