package io.xcpoperator.api.v1alpha1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns JSON into values of the types that {@link ApiRecord}s are made of; null where that cannot be done. */
final class ValueReader {
    private static final String UNKNOWN = "Unknown";
    private final ObjectMapper mapper;

    ValueReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable
    Object read(@Nullable JsonNode node, Type type) {
        if (node == null || node.isNull() || node.isMissingNode()) return null;
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> list(node, list.getActualTypeArguments()[0]);
            case ParameterizedType map when map.getRawType() == Map.class -> map(node, map.getActualTypeArguments()[1]);
            case Class<?> raw when raw.isRecord() -> record(node, raw);
            case Class<?> raw when raw.isEnum() -> constant(node, raw);
            case Class<?> raw when raw == String.class -> node.isValueNode() ? node.asText() : null;
            case Class<?> raw when raw == Boolean.class -> node.isBoolean() ? node.asBoolean() : null;
            case Class<?> raw when raw == Integer.class -> node.isInt() ? node.asInt() : null;
            case Class<?> raw
            when raw == Long.class -> node.canConvertToLong() && node.isIntegralNumber() ? node.asLong() : null;
            case Class<?> raw -> other(node, raw);
            default -> null;
        };
    }

    private @Nullable Object record(JsonNode node, Class<?> type) {
        if (!node.isObject()) return null;
        List<ApiField> fields = ApiField.of(type);
        var values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            ApiField field = fields.get(i);
            values[i] = read(node.get(field.name()), field.type());
            if (values[i] == null && field.required()) return null;
        }
        try {
            return type.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("record without its canonical constructor: " + type.getName(), e);
        }
    }

    private @Nullable Object list(JsonNode node, Type element) {
        if (!node.isArray()) return null;
        var values = new ArrayList<Object>(node.size());
        for (JsonNode child : node) {
            Object value = read(child, element);
            if (value == null) return null;
            values.add(value);
        }
        return List.copyOf(values);
    }

    private @Nullable Object map(JsonNode node, Type element) {
        if (!node.isObject()) return null;
        var values = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Object value = read(property.getValue(), element);
            if (value == null) return null;
            values.put(property.getKey(), value);
        }
        return Map.copyOf(values);
    }

    private static @Nullable Object constant(JsonNode node, Class<?> type) {
        Object unknown = null;
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (node.isTextual() && name.equals(node.asText())) return constant;
            if (name.equals(UNKNOWN)) unknown = constant;
        }
        return unknown;
    }

    /** Kubernetes' own types, by the mapper. */
    private @Nullable Object other(JsonNode node, Class<?> type) {
        try {
            return mapper.treeToValue(node, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }
}
