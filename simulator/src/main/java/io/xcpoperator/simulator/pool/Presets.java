package io.xcpoperator.simulator.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.Type;
import io.xcpoperator.simulator.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Field values that every host, pool or control domain starts with, as recorded; read from {@code presets.json}. */
final class Presets {
    private final JsonNode root;

    Presets() {
        try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream("presets.json"))) {
            root = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presets of one kind of object, as fields of a class. */
    Map<String, Value> fields(String kind, ClassSchema type) {
        var fields = new LinkedHashMap<String, Value>();
        root.get(kind)
                .properties()
                .forEach(entry -> fields.put(
                        entry.getKey(), value(type.field(entry.getKey()).type(), entry.getValue())));
        return fields;
    }

    /** A map of texts. */
    Map<String, String> texts(String kind) {
        var texts = new LinkedHashMap<String, String>();
        root.get(kind)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Value value(Type type, JsonNode node) {
        return switch (type) {
            case Type.Whole _ -> Value.of(node.asLong());
            case Type.Real _ -> Value.of(node.asDouble());
            case Type.Flag _ -> Value.of(node.asBoolean());
            case Type.SetOf(Type item) -> {
                var items = new ArrayList<Value>();
                node.forEach(child -> items.add(value(item, child)));
                yield new Value.Arr(items);
            }
            case Type.MapOf(var _, Type member) -> {
                var members = new LinkedHashMap<String, Value>();
                node.properties().forEach(entry -> members.put(entry.getKey(), value(member, entry.getValue())));
                yield new Value.Dict(members);
            }
            case Type.Text _,
                    Type.Enumeration _,
                    Type.Reference _,
                    Type.Moment _,
                    Type.RecordOf _,
                    Type.Optional _,
                    Type.Nothing _ -> Value.of(node.asText());
        };
    }
}
