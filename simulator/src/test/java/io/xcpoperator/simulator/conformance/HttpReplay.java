package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xcpoperator.simulator.conformance.Comparison.Level;
import io.xcpoperator.simulator.conformance.Comparison.Result;
import io.xcpoperator.simulator.conformance.Recording.Experiment;
import io.xcpoperator.simulator.conformance.Recording.RecordedCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Replays the raw HTTP calls of file 08: status, type and body. */
final class HttpReplay {
    private final ObjectMapper json = new ObjectMapper();
    private final Stage stage;
    private final Ids ids;

    HttpReplay(Stage stage, Ids ids) {
        this.stage = stage;
        this.ids = ids;
    }

    Result run(Experiment experiment, RecordedCall call) {
        String[] line = call.method().split(" ", 2);
        URI uri = URI.create(stage.host(0) + withSession(line[1]).replace("/../", "/%2e%2e/"));
        String body = withSession(call.node().path("request_body").asText(""));
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .method(line[0], HttpRequest.BodyPublishers.ofString(body));
        if (experiment.description().contains("basic auth")) {
            String secret = experiment.description().contains("bad basic auth") ? "root:bad" : "root:xensource";
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        HttpResponse<String> response = stage.send(request.build());
        int expected = call.node().path("status").asInt();
        if (response == null || response.statusCode() != expected) {
            String got = response == null ? "no answer" : String.valueOf(response.statusCode());
            return new Result(Level.DIFFERENT, List.of("expected HTTP " + expected + ", got " + got));
        }
        return bodies(call, response);
    }

    private String withSession(String text) {
        String named = text.replace("$session", stage.session());
        return named.replaceAll("session_id=OpaqueRef:[0-9a-f]{8}-[0-9a-f-]+", "session_id=" + stage.session());
    }

    private Result bodies(RecordedCall call, HttpResponse<String> response) {
        String theirType = header(call, "content-type");
        String ourType = response.headers().firstValue("content-type").orElse("");
        if (!theirType.equals(ourType)) {
            return new Result(Level.OUTCOME, List.of("type: expected " + theirType + ", got " + ourType));
        }
        String theirs = call.node().path("response_body").asText("");
        Comparison comparison = new Comparison(ids);
        if (theirType.contains("json")) {
            JsonNode recorded = parsed(theirs);
            boolean cut = recorded.isTextual();
            return cut
                    ? new Result(parsed(response.body()).isObject() ? Level.VALUES : Level.OUTCOME, List.of("not JSON"))
                    : comparison.results(recorded, parsed(response.body()));
        }
        if (theirType.contains("xml")) {
            return xml(comparison, theirs, response.body());
        }
        var nodes = JsonNodeFactory.instance;
        return comparison.results(nodes.textNode(withSession(theirs)), nodes.textNode(response.body()));
    }

    /** The recorder cut long bodies. */
    private static Result xml(Comparison comparison, String theirs, String ours) {
        Answer answer = XmlRpc.answer(ours);
        try {
            return comparison.compare(XmlRpc.answer(theirs), answer);
        } catch (IllegalArgumentException e) {
            return new Result(answer.ok() ? Level.VALUES : Level.OUTCOME, List.of("not XML"));
        }
    }

    private static String header(RecordedCall call, String name) {
        for (var header : call.node().path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().asText();
            }
        }
        return "";
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
