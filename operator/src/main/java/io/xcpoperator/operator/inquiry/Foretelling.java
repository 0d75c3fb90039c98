package io.xcpoperator.operator.inquiry;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.api.v1alpha1.inquiry.PlanInquiry;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.inquiry.Foreseen;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What would be done for manifests that are not applied. Of what was sent only kind, name and spec count: whose an object
 * of the pool is, what was approved and what is remembered comes from the stored resource.
 */
final class Foretelling {
    private static final Logger LOG = LoggerFactory.getLogger(Foretelling.class);

    private static final String NO_PLAN =
            "no plan can be made for a manifest that the API server would refuse: try kubectl apply --dry-run=server";

    private final KubernetesSerialization serialization;
    private final List<Foreseen<?>> kinds;

    Foretelling(KubernetesSerialization serialization, List<Foreseen<?>> kinds) {
        this.serialization = serialization;
        this.kinds = List.copyOf(kinds);
    }

    /** @param asking the inquiry: it stands for what a resource that is not there yet would be given */
    Answer answer(PlanInquiry asked, ObjectMeta asking) {
        List<Map<String, Object>> plans = new ArrayList<>();
        for (String text : asked.objects()) {
            Map<?, ?> manifest;
            try {
                manifest = serialization.unmarshal(text, Map.class);
            } catch (RuntimeException e) {
                return new Answer.Refused(Reason.InvalidSpec, "a manifest is no JSON object");
            }
            Optional<Map<String, Object>> plan;
            try {
                plan = plan(manifest, asking);
            } catch (RuntimeException e) { // its bounds are the API server's to check, which nobody asked
                LOG.atInfo()
                        .addKeyValue("namespace", asking.getNamespace())
                        .setCause(e)
                        .log("a manifest cannot be planned for");
                plan = Optional.empty();
            }
            plan = plan.or(() -> none(manifest));
            if (plan.isEmpty()) {
                return new Answer.Refused(
                        Reason.InvalidSpec, "a manifest has no kind that plans are made for, or no name");
            }
            plans.add(plan.get());
        }
        return new Answer.Given(Map.of("plans", plans));
    }

    /** The others are planned for all the same. */
    private Optional<Map<String, Object>> none(Map<?, ?> manifest) {
        return manifest.get("kind") instanceof String kind
                        && kinds.stream()
                                .anyMatch(one ->
                                        one.stored().kind().getSimpleName().equals(kind))
                        && manifest.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("name") instanceof String name
                ? Optional.of(Map.of("kind", kind, "name", name, "isNew", false, "status", Map.of("message", NO_PLAN)))
                : Optional.empty();
    }

    private Optional<Map<String, Object>> plan(Map<?, ?> manifest, ObjectMeta asking) {
        return manifest.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("name") instanceof String name
                        && manifest.get("spec") instanceof Map<?, ?> spec
                ? kinds.stream()
                        .filter(kind -> kind.stored().kind().getSimpleName().equals(manifest.get("kind")))
                        .findFirst()
                        .flatMap(kind -> foresee(kind, new ObjectKey(asking.getNamespace(), name), spec, asking))
                : Optional.empty();
    }

    private <R extends CustomResource<?, ?>> Optional<Map<String, Object>> foresee(
            Foreseen<R> kind, ObjectKey key, Map<?, ?> spec, ObjectMeta asking) {
        Map<Object, Object> planned = new HashMap<>(spec);
        planned.put("managementPolicy", "Plan");
        Optional<R> stored = kind.stored().find(key);
        Map<String, Object> whatIf = new HashMap<>();
        stored.map(CustomResource::getStatus).ifPresent(status -> whatIf.put("status", status));
        whatIf.put("spec", planned);
        R object = serialization.convertValue(whatIf, kind.stored().kind());
        object.setMetadata(metadata(key, stored.map(CustomResource::getMetadata), asking));
        if (!KindCache.isReadable(object)) {
            return Optional.empty();
        }
        return Optional.of(Map.of(
                "kind",
                kind.stored().kind().getSimpleName(),
                "name",
                key.name(),
                "isNew",
                stored.isEmpty(),
                "status",
                serialization.convertValue(kind.foresight().foresee(object), Map.class)));
    }

    private static ObjectMeta metadata(ObjectKey key, Optional<ObjectMeta> stored, ObjectMeta asking) {
        return new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(key.name())
                .withUid(stored.orElse(asking).getUid())
                .withCreationTimestamp(stored.orElse(asking).getCreationTimestamp())
                .withGeneration(stored.map(meta -> meta.getGeneration() + 1).orElse(1L))
                .withAnnotations(stored.map(ObjectMeta::getAnnotations).orElse(Map.of()))
                .build();
    }
}
