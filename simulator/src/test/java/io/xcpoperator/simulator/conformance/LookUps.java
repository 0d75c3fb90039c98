package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.schema.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a reference means that the recorder got by a look-up it did not record: the object of that class with the
 * same natural key as the recordings show, else one made for it, else the first that is not taken.
 */
final class LookUps {
    private static final Map<String, List<String>> KEYS = Map.of(
            "host", List.of("hostname"),
            "SR", List.of("name_label"),
            "network", List.of("bridge"),
            "PIF", List.of("device", "VLAN", "host"),
            "PBD", List.of("SR", "host"),
            "VM", List.of("is_control_domain", "name_label"));

    private final Schema schema = Schema.bundled();
    private final Map<String, String> recipes = new HashMap<>();
    private final Stage stage;
    private final Ids ids;
    private final Atlas atlas;
    private final Props props;

    LookUps(Stage stage, Ids ids, Atlas atlas, Props props, Path recipes) {
        this.stage = stage;
        this.ids = ids;
        this.atlas = atlas;
        this.props = props;
        try {
            for (String line : Files.readAllLines(recipes)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(",", 2);
                    this.recipes.put(parts[0].strip(), parts[1].strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes at once what the experiment's calls use and a recipe tells how to make. */
    void prepare(Recording.Experiment experiment) {
        for (Recording.RecordedCall call : experiment.calls()) {
            for (String id : Ids.in(call.parameters().toString())) {
                if (recipes.containsKey(start(id)) && !ids.knows(id)) {
                    prepare(call, "Halted");
                }
            }
        }
    }

    private static String start(String id) {
        return id.replace("OpaqueRef:", "").substring(0, 8);
    }

    /** Makes a VM for a reference. */
    void makeVm(String id, String recipe) {
        ids.bind(id, props.vm(ids.ours(recipe)));
    }

    /** Binds every unknown reference in a call's parameters. */
    void prepare(Recording.RecordedCall call, String vmState) {
        List<JsonNode> parameters = call.parameters();
        Optional<MessageSchema> message = schema.find(call.className())
                .map(type -> type.messages()
                        .get(call.message().substring(call.className().length() + 1)));
        for (int index = 1; index < parameters.size(); index++) {
            int position = index - 1;
            Type type = message.filter(found -> position < found.parameters().size())
                    .map(found -> found.parameters().get(position).type())
                    .orElse(new Type.Nothing());
            if (!refused(call, parameters.get(index))) {
                prepare(parameters.get(index), type, vmState);
            }
        }
    }

    /** Whether the daemon did not know the reference either. */
    private static boolean refused(Recording.RecordedCall call, JsonNode parameter) {
        JsonNode error = call.node().path("error");
        return error.path(0).asText().equals("HANDLE_INVALID")
                && error.path(2).asText().equals(parameter.asText());
    }

    private void prepare(JsonNode value, Type type, String vmState) {
        if (value.isTextual()) {
            for (String id : Ids.in(value.asText())) {
                if (!ids.knows(id)) {
                    bind(id, type instanceof Type.Reference(String className) ? className : "", vmState);
                }
            }
        } else if (value.isArray()) {
            Type item = type instanceof Type.SetOf(Type each) ? each : new Type.Nothing();
            value.forEach(each -> prepare(each, item, vmState));
        } else if (value.isObject()) {
            value.properties().forEach(member -> prepare(member.getValue(), member(type, member.getKey()), vmState));
        }
    }

    private Type member(Type type, String name) {
        return switch (type) {
            case Type.RecordOf(String className) ->
                schema.find(className)
                        .flatMap(found -> found.findField(name))
                        .<Type>map(field -> field.type())
                        .orElse(new Type.Nothing());
            case Type.MapOf(Type _, Type value) -> value;
            default -> new Type.Nothing();
        };
    }

    private void bind(String id, String expected, String vmState) {
        Optional<Atlas.Entry> entry = atlas.find(id);
        String className =
                expected.isEmpty() ? entry.map(Atlas.Entry::className).orElse("") : expected;
        String recipe = recipes.get(start(id));
        if (recipe != null) {
            String made = make(className, recipe);
            boolean reference = id.startsWith("OpaqueRef");
            ids.bind(
                    id, reference ? made : stage.record("VM", made).path("uuid").asText());
            return;
        }
        if (className.isEmpty() || className.equals("session") || className.equals("task")) {
            return;
        }
        JsonNode all = stage.must(className + ".get_all_records");
        Optional<String> same =
                entry.filter(found -> found.className().equals(className)).flatMap(found -> same(id, all, found));
        if (same.isPresent()) {
            bind(id, same.get(), all);
        } else if (className.equals("VM")) {
            ids.bind(id, props.vm(vmState));
        } else if (className.equals("VDI")) {
            ids.bind(id, props.vdi("disk"));
        } else {
            all.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(ref -> !ids.taken(ref))
                    .findFirst()
                    .ifPresent(ref -> bind(id, ref, all));
        }
    }

    private void bind(String id, String ref, JsonNode all) {
        ids.bind(id, id.startsWith("OpaqueRef") ? ref : all.get(ref).get("uuid").asText());
    }

    private String make(String className, String recipe) {
        return switch (className) {
            case "VDI" -> props.vdi(recipe);
            case "network" -> props.network(recipe);
            default -> props.vm(ids.ours(recipe));
        };
    }

    private Optional<String> same(String id, JsonNode all, Atlas.Entry entry) {
        String className = entry.className();
        boolean uuid = !id.startsWith("OpaqueRef");
        List<String> keys = KEYS.getOrDefault(className, List.of());
        if (className.equals("VM") && !entry.record().path("is_control_domain").asBoolean()) {
            return Optional.empty();
        }
        return all.properties().stream()
                .filter(candidate -> !keys.isEmpty() && (uuid || !ids.taken(candidate.getKey())))
                .filter(candidate -> keys.stream()
                        .allMatch(key -> ids.ours(entry.record().path(key))
                                .equals(candidate.getValue().path(key))))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
