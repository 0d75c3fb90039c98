package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does what the recorder did between recorded calls, as {@code unrecorded-steps.txt} tells. */
final class UnrecordedSteps {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, List<String>> steps = new HashMap<>();
    private final Stage stage;
    private final Ids ids;
    private final LookUps lookUps;

    UnrecordedSteps(Stage stage, Ids ids, LookUps lookUps, Path file) {
        this.stage = stage;
        this.ids = ids;
        this.lookUps = lookUps;
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" : ", 2);
                    steps.computeIfAbsent(parts[0].strip(), _ -> new ArrayList<>())
                            .add(parts[1].strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void before(String call) {
        for (String step : steps.getOrDefault(call, List.of())) {
            List<String> words = new ArrayList<>(List.of(step.split(" +")));
            if (words.removeFirst().equals("make")) {
                lookUps.makeVm(words.get(0), String.join(" ", words.subList(1, words.size())));
            } else {
                call(words);
            }
        }
    }

    private void call(List<String> words) {
        boolean named = words.get(1).equals("=");
        String method = words.get(named ? 2 : 0);
        var parameters = new ArrayList<JsonNode>();
        parameters.add(NODES.textNode(stage.session()));
        words.stream().skip(named ? 3 : 1).map(this::node).forEach(parameters::add);
        Answer answer = stage.call(0, method, parameters, Duration.ofSeconds(10));
        stage.settle(method, answer);
        if (named && answer.ok()) {
            ids.bind(words.getFirst(), answer.value().asText());
        }
    }

    private JsonNode node(String word) {
        return switch (word) {
            case "true", "false" -> NODES.booleanNode(Boolean.parseBoolean(word));
            default -> NODES.textNode(ids.ours(word));
        };
    }
}
