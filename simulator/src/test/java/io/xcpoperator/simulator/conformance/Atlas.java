package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the recordings say about objects whose making was not recorded: class and record by reference. */
final class Atlas {
    private final Map<String, Entry> entries = new HashMap<>();

    record Entry(String className, JsonNode record) {}

    Atlas(List<Recording> recordings) {
        for (Recording recording : recordings) {
            for (Recording.Experiment experiment : recording.experiments()) {
                experiment.calls().forEach(this::read);
            }
        }
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    private void read(Recording.RecordedCall call) {
        JsonNode result = call.node().path("result");
        if (call.message().endsWith(".get_record") && call.parameters().size() == 2) {
            add(call.parameters().get(1).asText(), call.className(), result);
        } else if (call.message().contains(".get_all_records")) {
            result.properties().forEach(entry -> add(entry.getKey(), call.className(), entry.getValue()));
        } else if (call.message().equals("event.from")) {
            result.path("events").forEach(event -> {
                String className = properClass(event.path("class").asText());
                add(event.path("ref").asText(), className, event.path("snapshot"));
            });
        }
    }

    private void add(String ref, String className, JsonNode record) {
        if (record.isObject() && record.has("uuid")) {
            entries.putIfAbsent(ref, new Entry(className, record));
            entries.putIfAbsent(record.get("uuid").asText(), new Entry(className, record));
        }
    }

    private static String properClass(String lower) {
        return switch (lower) {
            case "vm", "vdi", "vbd", "vif", "sr", "pbd", "pif", "vlan" -> lower.toUpperCase(java.util.Locale.ROOT);
            default -> lower;
        };
    }
}
