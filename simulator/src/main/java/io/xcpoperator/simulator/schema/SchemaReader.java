package io.xcpoperator.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code signatures.json} and {@code relations.csv} beside this class. */
final class SchemaReader {
    private static final String SNAPSHOT = "main";

    Schema read() {
        JsonNode root;
        try (InputStream in = resource("signatures.json")) {
            root = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TypeReader types = new TypeReader(enums(root.get("enums")));
        var classes = new LinkedHashMap<String, ClassSchema>();
        root.get("classes").properties().forEach(entry -> {
            if (current(entry.getValue().path("class"))) {
                classes.put(entry.getKey(), readClass(entry.getKey(), entry.getValue(), types));
            }
        });
        return new Schema(Collections.unmodifiableMap(classes), relations(), errors(root.get("errors")));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(SchemaReader.class.getResourceAsStream(name), name);
    }

    private static Map<String, Set<String>> enums(JsonNode node) {
        var enums = new LinkedHashMap<String, Set<String>>();
        node.properties().forEach(entry -> {
            var values = new LinkedHashSet<String>();
            entry.getValue().path("values").forEach(value -> values.add(value.asText()));
            enums.put(entry.getKey(), Collections.unmodifiableSet(values));
        });
        return enums;
    }

    private static Map<String, List<String>> errors(JsonNode node) {
        var errors = new LinkedHashMap<String, List<String>>();
        node.properties().forEach(entry -> {
            var parameters = new ArrayList<String>();
            entry.getValue().path("params").forEach(parameter -> parameters.add(parameter.asText()));
            errors.put(entry.getKey(), List.copyOf(parameters));
        });
        return Map.copyOf(errors);
    }

    private static List<Relation> relations() {
        try (var reader =
                new BufferedReader(new InputStreamReader(resource("relations.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> List.of(line.split(",", 4)))
                    .map(part -> new Relation(part.get(0), part.get(1), part.get(2), part.get(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassSchema readClass(String name, JsonNode node, TypeReader types) {
        var fields = new ArrayList<FieldSchema>();
        node.get("fields").properties().forEach(entry -> {
            if (current(entry.getValue())) {
                fields.add(readField(entry.getKey(), fields.size(), entry.getValue(), types));
            }
        });
        var byName = new LinkedHashMap<String, FieldSchema>();
        fields.forEach(field -> byName.put(field.name(), field));
        JsonNode about = node.path("class");
        boolean removed = includes(about.path("removed"));
        var messages = new LinkedHashMap<String, MessageSchema>();
        node.get("messages").properties().forEach(entry -> {
            if (current(entry.getValue())) {
                messages.put(entry.getKey(), readMessage(name, entry.getKey(), entry.getValue(), types, removed));
            }
        });
        return new ClassSchema(
                name,
                about.path("events").asBoolean(true),
                about.path("in_db").asBoolean(true),
                List.copyOf(fields),
                Map.copyOf(byName),
                Collections.unmodifiableMap(messages));
    }

    private static FieldSchema readField(String name, int index, JsonNode node, TypeReader types) {
        Type type = types.read(node.get("type").asText());
        FieldSchema.Qualifier qualifier = switch (node.path("q").asText()) {
            case "RW" -> FieldSchema.Qualifier.RW;
            case "static" -> FieldSchema.Qualifier.STATIC;
            default -> FieldSchema.Qualifier.RO;
        };
        return new FieldSchema(name, index, type, qualifier, preset(type, node.get("default")));
    }

    private static MessageSchema readMessage(
            String className, String name, JsonNode node, TypeReader types, boolean removed) {
        var parameters = new ArrayList<ParameterSchema>();
        node.path("params").forEach(parameter -> {
            if (current(parameter)) {
                Type type = types.read(parameter.get("type").asText());
                parameters.add(new ParameterSchema(
                        parameter.get("name").asText(), type, preset(type, parameter.get("default"))));
            }
        });
        return new MessageSchema(
                className,
                name,
                List.copyOf(parameters),
                types.read(node.path("result").asText("void")),
                node.path("auto").asBoolean(false),
                node.path("async").asBoolean(false),
                node.path("session").asBoolean(true),
                removed || includes(node.path("removed")));
    }

    private static boolean current(JsonNode node) {
        return node.path("in").isMissingNode() || includes(node.get("in"));
    }

    /** {@code "25.6+"}: from there to main; {@code "8.2..25.33"}: no longer; {@code "all"}; {@code "main"}. */
    private static boolean includes(JsonNode node) {
        String text = node.asText("");
        return text.equals("all") || text.endsWith("+") || text.equals(SNAPSHOT) || text.endsWith(".." + SNAPSHOT);
    }

    private static @Nullable Value preset(Type type, @Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return switch (type) {
            case Type.Text _, Type.Enumeration _, Type.Nothing _ -> Value.of(node.asText());
            case Type.Reference _ -> node.asText().isEmpty() ? Values.NO_REF : Value.of(node.asText());
            case Type.Whole _ -> Value.of(node.asLong());
            case Type.Real _ -> Value.of(node.asDouble());
            case Type.Flag _ -> Value.of(node.asBoolean());
            case Type.Moment _ -> Value.of(moment(node.asText()));
            case Type.SetOf(Type item) -> {
                var items = new ArrayList<Value>();
                node.forEach(child -> items.add(Objects.requireNonNull(preset(item, child))));
                yield new Value.Arr(List.copyOf(items));
            }
            case Type.MapOf(var _, Type value) -> {
                var members = new LinkedHashMap<String, Value>();
                node.properties()
                        .forEach(entry ->
                                members.put(entry.getKey(), Objects.requireNonNull(preset(value, entry.getValue()))));
                yield new Value.Dict(Map.copyOf(members));
            }
            case Type.RecordOf _ -> Values.NO_MEMBERS;
            case Type.Optional _ -> new Value.Nil();
        };
    }

    private static Instant moment(String text) {
        return text.isEmpty() || text.startsWith("1970") ? Instant.EPOCH : Instant.parse(text);
    }
}
