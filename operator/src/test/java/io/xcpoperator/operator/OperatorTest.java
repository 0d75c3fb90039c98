package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Edits;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.simulator.Simulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator as a process sees it: readiness, metrics, leadership, and a clean end. */
class OperatorTest {
    /** A lease that a busy machine does not lose; whoever closes gives it back at once. */
    private static final Map<Setting, String> ELECTED = elected("15s", "10s");
    /** For those who lose it on purpose. */
    private static final Map<Setting, String> SHORT_OF_BREATH = elected("3s", "2s");

    /** Of pools that the JVM sizes itself; fifty leaks of one thread are more. */
    private static final int FEW = 12;

    private static Map<Setting, String> elected(String duration, String renewDeadline) {
        return Map.of(
                Setting.LEADER_ELECTION,
                "true",
                Setting.LEASE_DURATION,
                duration,
                Setting.LEASE_RENEW_DEADLINE,
                renewDeadline,
                Setting.LEASE_RETRY_PERIOD,
                "200ms");
    }

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
                            "xcp_mirror_delivery_seconds",
                            "xcp_mirror_following",
                            "xcp_mirror_lag_seconds",
                            "xcp_mirror_objects",
                            "xcp_mirror_resyncs",
                            "xcp_pools_following",
                            "xcp_pools_open",
                            "xcp_tasks_inflight",
                            "xcp_xapi_calls_seconds",
                            "xcp_xapi_calls_seconds_max");
            assertThat(metrics).contains("xcp_pools_following 1.0").contains("operator_sdk_reconciliations");
            String label = "{pool=\"%s/home\"} ".formatted(lab.namespace());
            assertThat(metrics).contains("xcp_mirror_following" + label + "1.0");
            assertThat(lag(metrics, label)).isBetween(0.0, 60.0);

            pool.faults().hosts().down("host1");
            await("the stream stands still, and its lag grows")
                    .atMost(Lab.PATIENCE)
                    .until(() -> lag(get(operator, "/metrics").body(), label) > 4);
            pool.faults().hosts().up("host1");
            lab.client().resource(lab.awaitPool(lab.xcpPool(pool), "True", "")).delete();
            await("a pool that is gone leaves no line behind")
                    .atMost(Lab.PATIENCE)
                    .until(() -> !get(operator, "/metrics").body().contains(label));
            assertThat(metrics).doesNotContain("xensource").doesNotContain("OpaqueRef");
        }
    }

    private static double lag(String metrics, String label) {
        return Stream.of(metrics.split("\n"))
                .filter(line -> line.startsWith("xcp_mirror_lag_seconds" + label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
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
    void saysWhenItIsReadyLeadingOrStandingByAndEndsWithoutAnError() throws Exception {
        try (Lab lab = Lab.open("log");
                LogLines log = LogLines.of("io.xcpoperator")) {
            Simulator pool = lab.pool();
            lab.login();
            Operator first = lab.operator(ELECTED, UnaryOperator.identity());
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            Operator second = lab.operator(ELECTED, UnaryOperator.identity());
            await().atMost(Lab.PATIENCE)
                    .until(() ->
                            log.messages().filter("operator is ready"::equals).count() == 2);
            assertThat(log.messages()).containsOnlyOnce("leading");
            second.close();
            first.close();
            assertThat(log.messages()).contains("operator stopped");
            assertThat(log.errors()).isEmpty();
            assertThat(log.messages()).as("given back, not lost").doesNotContain("leadership ended");
        }
    }

    /** The thief holds the lease without renewing it, as another operator does that was then cut off. */
    @Test
    void aLeaderThatLosesItsLeaseWritesNoMoreAndAnotherTakesOver() throws Exception {
        try (Lab lab = Lab.open("lost")) {
            Simulator pool = lab.pool();
            String ref = pool.direct().all("pool").getFirst();
            lab.login();
            Operator first = lab.operator(SHORT_OF_BREATH, UnaryOperator.identity());
            lab.awaitPool(lab.xcpPool("home", pool, spec -> spec.nameLabel("Home")), "True", "");
            Edits.edit(lab.client().leases().inNamespace(lab.namespace()).withName("xcp-operator"), lease -> {
                lease.getSpec().setHolderIdentity("thief");
                lease.getSpec().setRenewTime(ZonedDateTime.now(Clock.systemUTC()));
            });
            await().atMost(Lab.PATIENCE).until(() -> first.ended().isDone());
            assertThat(get(first, "/healthz").statusCode()).isEqualTo(503);

            pool.calls().reset();
            pool.direct().call("pool.set_name_label", ref, "Somebody's");
            await().during(Duration.ofSeconds(2))
                    .atMost(Lab.PATIENCE)
                    .until(() ->
                            pool.direct().record("pool", ref).get("name_label").equals("Somebody's"));
            assertThat(pool.calls().byMethod()).doesNotContainKey("pool.set_name_label");

            lab.operator(SHORT_OF_BREATH, UnaryOperator.identity());
            await().atMost(Lab.PATIENCE)
                    .until(() ->
                            pool.direct().record("pool", ref).get("name_label").equals("Home"));
        }
    }

    @Test
    void isNotReadyBeforeItsInformersHaveSynced() throws Exception {
        try (Lab lab = Lab.open("rdy")) {
            Operator operator = lab.unstarted(ELECTED, UnaryOperator.identity());
            assertThat(get(operator, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(operator, "/readyz").body()).contains("informers have not synced");
            assertThat(get(operator, "/healthz").statusCode()).isEqualTo(200);
            operator.start();
            await().atMost(Lab.PATIENCE).until(() -> get(operator, "/readyz").statusCode() == 200);
        }
    }

    /** Fifty in one JVM, as tests and embedders do: what one leaves behind adds up. */
    @Test
    void fiftyStartsAndStopsLeaveNoThreadAndNoSession() throws Exception {
        try (Lab lab = Lab.open("leak")) {
            Simulator pool = lab.pool();
            lab.login();
            lab.xcpPool(pool);
            lab.operator(ELECTED, UnaryOperator.identity()).close(); // what is made once for all is made
            int before = threads();
            for (int i = 0; i < 50; i++) {
                long logins = pool.calls().of("session.login_with_password");
                try (Operator operator = lab.operator(ELECTED, UnaryOperator.identity())) {
                    await().atMost(Lab.PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> pool.calls().of("session.login_with_password") > logins);
                    assertThat(operator.httpPort()).isPositive();
                }
            }
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() -> assertThat(pool.calls().of("session.logout"))
                            .isEqualTo(pool.calls().of("session.login_with_password")));
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(before + FEW));
        }
    }

    /** Platform threads; virtual ones are told by what they hold: sessions, sockets. */
    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
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
