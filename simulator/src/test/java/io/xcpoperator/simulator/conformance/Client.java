package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks to a host of the simulated pool over HTTP. */
final class Client implements AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Calls and reads the answer; {@link Answer#silence} when none comes in time. */
    Answer call(URI host, String method, List<JsonNode> parameters, Duration patience) {
        var request = HttpRequest.newBuilder(host.resolve("/RPC2"))
                .timeout(patience)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(XmlRpc.call(method, parameters)))
                .build();
        HttpResponse<String> response = send(request);
        if (response == null) {
            return Answer.silence();
        }
        return response.statusCode() == 200 ? XmlRpc.answer(response.body()) : Answer.http(response.statusCode());
    }

    /** As {@link #call}, for what has to succeed. */
    JsonNode must(URI host, String method, Object... parameters) {
        List<JsonNode> nodes = Arrays.stream(parameters).map(Client::node).toList();
        Answer answer = call(host, method, nodes, Duration.ofSeconds(20));
        if (!answer.ok()) {
            throw new IllegalStateException(method + ": " + answer.outcome() + " " + answer.value());
        }
        return answer.value();
    }

    private static JsonNode node(Object object) {
        return switch (object) {
            case JsonNode node -> node;
            case Boolean flag -> NODES.booleanNode(flag);
            default -> NODES.textNode(object.toString());
        };
    }

    /** Sends anything; null when no answer comes in time. */
    @Nullable
    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            return null;
        } catch (IOException e) {
            return null; // cut, or nobody listens: silence all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
