package io.xcpoperator.api.schema;

import static io.xcpoperator.api.schema.SchemaOfRecord.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas of Kubernetes' own types, with the bounds that its API server puts on them elsewhere. */
final class KubernetesTypes {
    private static final String LABEL_KEY =
            "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    private KubernetesTypes() {}

    /** Sizes and rates: never negative; the API server counts a rule over a longer one as too dear. */
    static JSONSchemaProps quantity() {
        var schema = new JSONSchemaProps();
        schema.setXKubernetesIntOrString(true);
        schema.setAnyOf(List.of(typed("integer"), typed("string")));
        schema.setMaxLength(32L);
        schema.setMinimum(0.0);
        return schema;
    }

    static JSONSchemaProps condition() {
        JSONSchemaProps schema = typed("object");
        Map<String, JSONSchemaProps> properties = new LinkedHashMap<>();
        properties.put("type", described(string(316), "What it is about."));
        properties.put("status", described(oneOf("True", "False", "Unknown"), "Whether it is so."));
        JSONSchemaProps generation = typed("integer");
        generation.setFormat("int64");
        generation.setMinimum(-1.0);
        properties.put("observedGeneration", described(generation, "Generation of the spec it is about."));
        JSONSchemaProps time = string(64);
        time.setFormat("date-time");
        properties.put("lastTransitionTime", described(time, "Since when the status is so."));
        properties.put("reason", described(string(1024), "Why, in one word."));
        properties.put("message", described(string(32768), "What happened, to what, and what to do next."));
        schema.setProperties(properties);
        schema.setRequired(List.of("type", "status", "lastTransitionTime", "reason", "message"));
        return schema;
    }

    static JSONSchemaProps labelSelector() {
        JSONSchemaProps labels = typed("object");
        labels.setMaxProperties(32L);
        labels.setAdditionalProperties(new JSONSchemaPropsOrBool(null, string(63)));
        JSONSchemaProps key = string(317);
        key.setPattern(LABEL_KEY);
        JSONSchemaProps expression = typed("object");
        Map<String, JSONSchemaProps> parts = new LinkedHashMap<>();
        parts.put("key", described(key, "Key of a label."));
        parts.put("operator", described(oneOf("In", "NotIn", "Exists", "DoesNotExist"), "How it is compared."));
        parts.put("values", described(atomic(string(63), 32), "Values for In and NotIn."));
        expression.setProperties(parts);
        expression.setRequired(List.of("key", "operator"));
        JSONSchemaProps schema = typed("object");
        Map<String, JSONSchemaProps> properties = new LinkedHashMap<>();
        properties.put("matchLabels", described(labels, "Labels that must be there with this value."));
        properties.put("matchExpressions", described(atomic(expression, 32), "Expressions that must all hold."));
        schema.setProperties(properties);
        schema.setXKubernetesMapType("atomic");
        return schema;
    }

    private static JSONSchemaProps atomic(JSONSchemaProps items, long most) {
        JSONSchemaProps schema = typed("array");
        schema.setItems(new JSONSchemaPropsOrArray(null, items));
        schema.setMaxItems(most);
        schema.setXKubernetesListType("atomic");
        return schema;
    }

    private static JSONSchemaProps string(long longest) {
        JSONSchemaProps schema = typed("string");
        schema.setMaxLength(longest);
        return schema;
    }

    private static JSONSchemaProps oneOf(String... values) {
        JSONSchemaProps schema = typed("string");
        schema.setEnum(
                Arrays.stream(values).map(v -> (JsonNode) TextNode.valueOf(v)).toList());
        return schema;
    }

    private static JSONSchemaProps described(JSONSchemaProps schema, String text) {
        schema.setDescription(text);
        return schema;
    }
}
