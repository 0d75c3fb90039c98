package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One file of recordings: experiments in the order in which they ran on one pool. */
record Recording(String file, List<Experiment> experiments) {

    /** Calls made one after the other, and what the recorder noted beside them. */
    record Experiment(String id, JsonNode node, List<RecordedCall> calls) {
        String description() {
            return node.path("desc").asText();
        }
    }

    /** A call and the real daemon's answer. */
    record RecordedCall(JsonNode node) {
        String method() {
            return node.path("method").asText();
        }

        List<JsonNode> parameters() {
            var all = new ArrayList<JsonNode>();
            node.path("params").forEach(all::add);
            return all;
        }

        /** {@code VM} of {@code Async.VM.start}. */
        String className() {
            String name = message();
            return name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
        }

        /** {@code VM.start} of {@code Async.VM.start}. */
        String message() {
            return method().replaceFirst("^(Internal)?Async[._]", "");
        }

        boolean http() {
            return method().contains(" /");
        }

        /** What came back; of {@code system.listMethods} the bare list. */
        Answer answer() {
            JsonNode error = node.path("error");
            if (error.has("RawNonStatus")) {
                return Answer.success(error.get("RawNonStatus"));
            }
            if (error.has("ClientTimeout")) {
                return Answer.silence();
            }
            if (error.has("HTTP")) {
                return Answer.http(error.get("HTTP").get(0).asInt());
            }
            return node.path("ok").asBoolean() ? Answer.success(node.path("result")) : Answer.failure(error);
        }

        /** Whether the recorder kept what came back. */
        boolean answered() {
            return node.path("ok").asBoolean() || node.path("error").size() > 0;
        }
    }

    static List<Recording> all(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        var json = new ObjectMapper();
        var experiments = new ArrayList<Experiment>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode node = json.readTree(line);
                var calls = new ArrayList<RecordedCall>();
                node.path("calls").forEach(call -> calls.add(new RecordedCall(call)));
                experiments.add(new Experiment(node.path("id").asText(), node, calls));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recording(file.getFileName().toString().replace(".jsonl", ""), experiments);
    }
}
