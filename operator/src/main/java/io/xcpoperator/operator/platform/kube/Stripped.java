package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;

/** Drops what no reconciler reads and every object carries: half of the memory of a cache. */
public final class Stripped {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Stripped() {}

    /** The same object without managedFields and the last applied configuration. */
    public static <R extends HasMetadata> R of(R object) {
        object.getMetadata().setManagedFields(null);
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        if (annotations != null && annotations.containsKey(LAST_APPLIED)) {
            var kept = new HashMap<>(annotations);
            kept.remove(LAST_APPLIED);
            object.getMetadata().setAnnotations(kept);
        }
        return object;
    }
}
