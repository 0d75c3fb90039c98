package io.xcpoperator.simulator.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plain JSON-RPC client with a session of its own. */
final class XeClient implements AutoCloseable {
    private static final TypeReference<Map<String, Map<String, Object>>> RECORDS = new TypeReference<>() {};

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private String session = "";

    /** The pool said no: its error code and parameters. */
    static final class Refused extends RuntimeException {
        Refused(String text) {
            super(text, null, false, false);
        }
    }

    private XeClient(URI url) {
        this.url = url;
    }

    static XeClient login(URI url, String user, String password) throws IOException, InterruptedException {
        XeClient client = new XeClient(url);
        client.session = client.post("session.login_with_password", List.of(user, password, "1.0", "xe"))
                .asText();
        return client;
    }

    Object call(String method, List<Object> parameters) throws IOException, InterruptedException {
        var all = new ArrayList<Object>();
        all.add(session);
        all.addAll(parameters);
        return post(method, all);
    }

    Map<String, Map<String, Object>> records(String className) throws IOException, InterruptedException {
        return json.convertValue(post(className + ".get_all_records", List.of(session)), RECORDS);
    }

    private JsonNode post(String method, List<?> parameters) throws IOException, InterruptedException {
        String body =
                json.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters));
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/jsonrpc"))
                .timeout(Duration.ofMinutes(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        JsonNode reply = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        JsonNode error = reply.path("error");
        if (error.isObject()) {
            var text = new StringBuilder(error.path("message").asText());
            error.path("data").forEach(parameter -> text.append(' ').append(parameter.asText()));
            throw new Refused(text.toString());
        }
        return reply.path("result");
    }

    @Override
    public void close() {
        try {
            post("session.logout", List.of(session));
        } catch (IOException | Refused e) {
            session = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }
}
