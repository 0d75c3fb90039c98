package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Simulator simulator = Simulator.builder().start();
    private final WireClient client = new WireClient(simulator.coordinator().http());

    @BeforeEach
    void logIn() throws Exception {
        client.login();
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private static String error(JsonNode reply) {
        return reply.path("error").path("message").asText();
    }

    @Test
    void failsTheNextCallsOfAKindAndNoOthers() throws Exception {
        simulator.faults().fail("host.*", 1, "HOST_STILL_BOOTING");
        assertThat(error(client.call("VM.get_all"))).isEmpty();
        assertThat(error(client.call("host.get_all"))).isEqualTo("HOST_STILL_BOOTING");
        assertThat(error(client.call("host.get_all"))).isEmpty();
    }

    @Test
    void aCallCutBeforeItsEffectHasNone() {
        simulator.faults().cutBefore("VM.set_name_label", 1);
        String vm = simulator.direct().named("VM", "debian-12-golden").getFirst();
        assertThatIOException().isThrownBy(() -> client.call("VM.set_name_label", vm, "renamed"));
        assertThat(simulator.direct().named("VM", "renamed")).isEmpty();
    }

    @Test
    void aCallCutAfterItsEffectHasIt() {
        simulator.faults().cutAfter("VM.set_name_label", 1);
        String vm = simulator.direct().named("VM", "debian-12-golden").getFirst();
        assertThatIOException().isThrownBy(() -> client.call("VM.set_name_label", vm, "renamed"));
        assertThat(simulator.direct().named("VM", "renamed")).containsExactly(vm);
    }

    @Test
    void anExpiredSessionIsInvalid() throws Exception {
        simulator.faults().hosts().expireSessions();
        assertThat(error(client.call("VM.get_all"))).isEqualTo("SESSION_INVALID");
    }

    @Test
    void lostDeletionsShowInTheCountsOnly() throws Exception {
        Object network = simulator
                .direct()
                .call("network.create", java.util.Map.of("name_label", "n", "other_config", java.util.Map.of()));
        String token = client.call("event.from", List.of("network"), "", 0.0)
                .path("result")
                .path("token")
                .asText();
        simulator.direct().call("network.destroy", network);
        simulator.faults().hosts().loseEvents();
        JsonNode reply =
                client.call("event.from", List.of("network"), token, 0.0).path("result");
        assertThat(reply.path("events")).isEmpty();
        assertThat(reply.path("valid_ref_counts").path("network").asInt())
                .isEqualTo(simulator.direct().all("network").size());
    }

    @Test
    void afterARestartOldTokensTellEverythingAsNew() throws Exception {
        String token = client.call("event.from", List.of("host"), "", 0.0)
                .path("result")
                .path("token")
                .asText();
        simulator.faults().hosts().restartToolstack();
        client.login();
        JsonNode events = client.call("event.from", List.of("host"), token, 0.0)
                .path("result")
                .path("events");
        assertThat(StreamSupport.stream(events.spliterator(), false)
                        .map(event -> event.path("operation").asText()))
                .containsExactly("add", "add");
    }

    @Test
    void aDeadHostAnswersNobody() {
        simulator.faults().hosts().down("host2");
        try (var member = new WireClient(simulator.endpoints().get(1).http())) {
            assertThatIOException().isThrownBy(member::login);
        }
    }

    @Test
    void aNewCoordinatorIsNamedByTheOldOne() throws Exception {
        simulator.faults().hosts().coordinator("host2");
        JsonNode reply = client.call("VM.get_all");
        assertThat(error(reply)).isIn("SESSION_INVALID", "HOST_IS_SLAVE");
        client.login();
        try (var second = new WireClient(simulator.coordinator().http()).login()) {
            assertThat(error(second.call("VM.get_all"))).isEmpty();
        }
    }

    @Test
    void aRenewedCertificateHasAnotherFingerprint() {
        String before = simulator.coordinator().fingerprint();
        String after = simulator.faults().hosts().renewCertificate("host1");
        assertThat(after).isNotEqualTo(before).isEqualTo(simulator.coordinator().fingerprint());
    }

    @Test
    void countsCallsByMethodAndTellsWritesFromReads() throws Exception {
        simulator.calls().reset();
        client.call("VM.get_all");
        client.call(
                "VM.set_name_label",
                simulator.direct().named("VM", "debian-12-golden").getFirst(),
                "x");
        assertThat(simulator.calls().of("VM.get_all")).isEqualTo(1);
        assertThat(simulator.calls().writes()).isEqualTo(1);
    }

    @Test
    void latencyDelaysOnlyItsKind() throws Exception {
        simulator.faults().latency("VM.get_all", Duration.ofMillis(200));
        long start = System.nanoTime();
        client.call("VM.get_all");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
}
