package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stored resource as somebody would have written it: without what the API server and the operator added. Pure. */
final class Manifests {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Manifests() {}

    static Map<String, Object> written(KindName kind, GenericKubernetesResource stored) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", stored.getMetadata().getName());
        metadata.put("namespace", stored.getMetadata().getNamespace());
        if (stored.getMetadata().getLabels() != null
                && !stored.getMetadata().getLabels().isEmpty()) {
            metadata.put("labels", new TreeMap<>(stored.getMetadata().getLabels()));
        }
        Map<String, String> annotations = new TreeMap<>(
                Objects.requireNonNullElse(stored.getMetadata().getAnnotations(), Map.<String, String>of()));
        annotations.remove(LAST_APPLIED);
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", stored.getApiVersion());
        manifest.put("kind", stored.getKind());
        manifest.put("metadata", metadata);
        Object spec = stored.getAdditionalProperties().get("spec");
        if (spec instanceof Map<?, ?> map) {
            manifest.put("spec", withoutDefaults(map, Schemas.spec(kind)));
        }
        return manifest;
    }

    private static Map<String, Object> withoutDefaults(Map<?, ?> values, Optional<JSONSchemaProps> schema) {
        Map<String, Object> kept = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            Optional<JSONSchemaProps> below = schema.map(JSONSchemaProps::getProperties)
                    .flatMap(properties -> Optional.ofNullable(properties.get(name)));
            if (!isDefault(value, below)) {
                kept.put(name, value instanceof Map<?, ?> map ? withoutDefaults(map, below) : value);
            }
        });
        return kept;
    }

    private static boolean isDefault(@Nullable Object value, Optional<JSONSchemaProps> schema) {
        return value != null
                && schema.map(JSONSchemaProps::getDefault)
                        .filter(usual -> usual.isValueNode() && usual.asText().equals(value.toString()))
                        .isPresent();
    }
}
