package io.xcpoperator.simulator.conformance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.host.HostPlugin;
import io.xcpoperator.simulator.pool.PoolDescription;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simulated pool in the state the recordings began from, and somebody logged in to it. */
final class Stage implements AutoCloseable {
    private static final Path POOL = Path.of("../examples/pools/recordings.yaml");

    private final Simulator simulator;
    private final Client client = new Client();
    private String session = "";
    private String previousSession = "";

    private Stage(Simulator simulator) {
        this.simulator = simulator;
        recordersPlugins();
    }

    static Stage oneHost() {
        PoolDescription one = PoolDescription.read(POOL);
        return new Stage(
                Simulator.builder().pool(one).listen(List.of("127.0.0.1")).start());
    }

    /** With {@code host2}, a second one of the same make. */
    static Stage twoHosts() {
        PoolDescription one = PoolDescription.read(POOL);
        var hosts = new ArrayList<>(one.hosts());
        PoolDescription.Host first = hosts.getFirst();
        hosts.add(new PoolDescription.Host("host2", "10.99.0.2", first.memory(), first.cpus()));
        PoolDescription two = new PoolDescription(
                one.name(),
                one.description(),
                hosts,
                one.networks(),
                one.storage(),
                one.templates(),
                one.softwareVersion(),
                one.drivers());
        return new Stage(Simulator.builder()
                .pool(two)
                .listen(List.of("127.0.0.1", "127.0.0.2"))
                .start());
    }

    Simulator simulator() {
        return simulator;
    }

    /** The scripts the recorder had put on its host. */
    private void recordersPlugins() {
        simulator.plugin("okplug", (_, _) -> "hello");
        for (String name : List.of("failplug", "echoplug")) {
            simulator.plugin(name, (_, _) -> {
                throw HostPlugin.failed("boom\n");
            });
        }
    }

    void logIn() {
        previousSession = session;
        session = client.must(host(0), "session.login_with_password", "root", "xensource")
                .asText();
    }

    String session() {
        return session;
    }

    /** That of the experiment before. */
    String previousSession() {
        return previousSession;
    }

    URI host(int index) {
        return simulator.endpoints().get(index).http();
    }

    Answer call(int host, String method, List<JsonNode> parameters, Duration patience) {
        return client.call(host(host), method, parameters, patience);
    }

    @Nullable
    HttpResponse<String> send(HttpRequest request) {
        return client.send(request);
    }

    /** Calls in this session; fails when the call does. */
    JsonNode must(String method, Object... parameters) {
        var all = new ArrayList<Object>();
        all.add(session);
        all.addAll(List.of(parameters));
        return client.must(host(0), method, all.toArray());
    }

    /** The record of an object; a missing node when it is gone. */
    JsonNode record(String className, String ref) {
        var nodes = JsonNodeFactory.instance;
        Answer answer = call(
                0,
                className + ".get_record",
                List.of(nodes.textNode(session), nodes.textNode(ref)),
                Duration.ofSeconds(10));
        return answer.ok() ? answer.value() : nodes.missingNode();
    }

    /** Waits for the end of a task: the recorder took longer to ask than the daemon to work. */
    void settle(String method, Answer answer) {
        if (!method.startsWith("Async.") || !answer.ok()) {
            return;
        }
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !record("task", answer.value().asText())
                        .path("status")
                        .asText()
                        .equals("pending"));
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
