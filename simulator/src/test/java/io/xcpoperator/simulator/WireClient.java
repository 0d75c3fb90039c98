package io.xcpoperator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON-RPC client as somebody else would write it. */
final class WireClient implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private String session = "";

    WireClient(URI url) {
        this.url = url;
    }

    WireClient login() throws IOException, InterruptedException {
        session = post("session.login_with_password", List.of("root", "xensource", "1.0", "test"))
                .path("result")
                .asText();
        return this;
    }

    /** Its reference, once logged in. */
    String session() {
        return session;
    }

    /** The reply: {@code result} or {@code error}; fails with IOException when the connection is cut. */
    JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
        var all = new ArrayList<Object>();
        all.add(session);
        all.addAll(List.of(parameters));
        return post(method, all);
    }

    /** A call with exactly these parameters. */
    JsonNode raw(String method, Object... parameters) throws IOException, InterruptedException {
        return post(method, List.of(parameters));
    }

    private JsonNode post(String method, List<?> parameters) throws IOException, InterruptedException {
        String body =
                json.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters));
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/jsonrpc"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        http.close();
    }
}
