package io.xcpoperator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.clock.DrivenClock;
import io.xcpoperator.simulator.dispatch.Delays;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The small office with a client at its coordinator, and time that a test moves. */
final class CareLab implements AutoCloseable {
    private final DrivenClock clock = new DrivenClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final Simulator pool;
    private WireClient client;

    CareLab() {
        this(Delays.none());
    }

    CareLab(Delays delays) {
        pool = Simulator.builder().seed(7).clock(clock).delays(delays).start();
        client = new WireClient(pool.coordinator().http());
    }

    /** Things take their time, but calls do not wait for it. */
    static Delays slow() {
        return Delays.visible().withCall(Duration.ZERO);
    }

    Simulator pool() {
        return pool;
    }

    Direct direct() {
        return pool.direct();
    }

    String host(String name) {
        return direct().named("host", name).getFirst();
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    /** How many wait for the time to move. */
    int waiting() {
        return clock.waiting();
    }

    /** Logs in at the coordinator of now. */
    WireClient login() throws IOException, InterruptedException {
        client.close();
        client = new WireClient(pool.coordinator().http());
        return client.login();
    }

    /** What a call answers, as text; fails with the error's words where it fails. */
    JsonNode result(String method, Object... parameters) throws IOException, InterruptedException {
        JsonNode reply = client.call(method, parameters);
        if (reply.hasNonNull("error")) {
            throw new IllegalStateException(error(reply));
        }
        return reply.path("result");
    }

    /** How a call fails: code and parameters; empty when it does not. */
    String failure(String method, Object... parameters) throws IOException, InterruptedException {
        return error(client.call(method, parameters));
    }

    private static String error(JsonNode reply) {
        if (!reply.hasNonNull("error")) {
            return "";
        }
        var words = new StringBuilder(reply.path("error").path("message").asText());
        reply.path("error").path("data").forEach(each -> words.append(", ").append(each.asText()));
        return words.toString();
    }

    Object field(String className, String ref, String name) {
        return direct().record(className, ref).get(name);
    }

    @SuppressWarnings("unchecked") // maps of the data model have texts
    Map<String, String> map(String className, String ref, String name) {
        return (Map<String, String>) field(className, ref, name);
    }

    boolean live(String host) {
        return (boolean) direct().call("host_metrics.get_live", direct().text("host.get_metrics", host(host)));
    }

    boolean enabled(String host) {
        return (boolean) field("host", host(host), "enabled");
    }

    boolean upgrading() {
        return map("pool", direct().all("pool").getFirst(), "other_config").containsKey("rolling_upgrade_in_progress");
    }

    /** A VM that runs on that host, its disk shared, its guest with tools. */
    String vm(String name, String host) {
        String vm = direct().text(
                        "VM.clone", direct().named("VM", "debian-12-golden").getFirst(), name);
        direct().call("VM.provision", vm);
        direct().call("VM.start_on", vm, host(host), false, false);
        return vm;
    }

    String power(String vm) {
        return direct().text("VM.get_power_state", vm);
    }

    /** The name of the host it runs on. */
    String place(String vm) {
        return direct().text("host.get_name_label", direct().text("VM.get_resident_on", vm));
    }

    List<String> tasks() {
        return direct().all("task").stream()
                .map(task -> direct().text("task.get_name_label", task))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }
}
