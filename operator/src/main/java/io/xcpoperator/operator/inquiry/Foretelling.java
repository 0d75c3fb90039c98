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

    private final KubernetesSerialization serialization;
    private final List<Foreseen<?>> kinds;

    Foretelling(KubernetesSerialization serialization, List<Foreseen<?>> kinds) {
        this.serialization = serialization;
        this.kinds = List.copyOf(kinds);
    }

    /** @param uid stands for that of a resource which is not there yet */
    Answer answer(PlanInquiry asked, String namespace, String uid) {
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
                plan = plan(manifest, namespace, uid);
            } catch (RuntimeException e) { // its bounds are the API server's to check, which nobody asked
                LOG.atInfo().addKeyValue("namespace", namespace).setCause(e).log("a manifest cannot be planned for");
                return new Answer.Refused(
                        Reason.InvalidSpec,
                        "no plan can be made for a manifest that the API server would refuse: try kubectl apply --dry-run=server");
            }
            if (plan.isEmpty()) {
                return new Answer.Refused(
                        Reason.InvalidSpec,
                        "a manifest has no kind that plans are made for, no name, or a spec that cannot be read");
            }
            plans.add(plan.get());
        }
        return new Answer.Given(Map.of("plans", plans));
    }

    private Optional<Map<String, Object>> plan(Map<?, ?> manifest, String namespace, String uid) {
        return manifest.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("name") instanceof String name
                        && manifest.get("spec") instanceof Map<?, ?> spec
                ? kinds.stream()
                        .filter(kind -> kind.stored().kind().getSimpleName().equals(manifest.get("kind")))
                        .findFirst()
                        .flatMap(kind -> foresee(kind, new ObjectKey(namespace, name), spec, uid))
                : Optional.empty();
    }

    private <R extends CustomResource<?, ?>> Optional<Map<String, Object>> foresee(
            Foreseen<R> kind, ObjectKey key, Map<?, ?> spec, String uid) {
        Map<Object, Object> planned = new HashMap<>(spec);
        planned.put("managementPolicy", "Plan");
        Optional<R> stored = kind.stored().find(key);
        Map<String, Object> whatIf = new HashMap<>();
        stored.map(CustomResource::getStatus).ifPresent(status -> whatIf.put("status", status));
        whatIf.put("spec", planned);
        R object = serialization.convertValue(whatIf, kind.stored().kind());
        object.setMetadata(metadata(key, stored.map(CustomResource::getMetadata), uid));
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

    private static ObjectMeta metadata(ObjectKey key, Optional<ObjectMeta> stored, String uid) {
        return new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(key.name())
                .withUid(stored.map(ObjectMeta::getUid).orElse(uid))
                .withGeneration(stored.map(meta -> meta.getGeneration() + 1).orElse(1L))
                .withAnnotations(stored.map(ObjectMeta::getAnnotations).orElse(Map.of()))
                .build();
    }
}
