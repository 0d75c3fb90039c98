package io.xcpoperator.api.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.List;

/** A CRD as text, as a person would write it. */
final class CrdYaml {
    private static final String HEAD = "# Generated from the types of io.xcpoperator.api.v1alpha1; not to be edited.\n";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private CrdYaml() {}

    static String of(CustomResourceDefinition crd) throws JsonProcessingException {
        ObjectNode tree = new ObjectMapper().valueToTree(crd);
        tree.remove("status");
        return HEAD + YAML.writeValueAsString(tidied(tree));
    }

    /** Whole numbers without a fraction, nothing that is empty. */
    private static JsonNode tidied(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : names(object)) {
                JsonNode value = tidied(object.get(name));
                if (value.isEmpty() && value instanceof ObjectNode && name.equals("annotations")) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, tidied(array.get(i)));
            }
        } else if (node.isDouble() && node.asDouble() == Math.rint(node.asDouble())) {
            return LongNode.valueOf((long) node.asDouble());
        }
        return node;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
