package io.xcpoperator.operator.platform.runtime;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says of an object of any kind that its spec cannot be read; all else of its status stays. */
final class UnreadableStatus {
    private final KubernetesClient client;
    private final InstantSource clock;

    UnreadableStatus(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    void write(HasMetadata object) {
        write(
                object,
                new Verdict.Stalled(
                        Reason.InvalidSpec,
                        "the spec cannot be read by this version of the operator: apply it again, or install the CRD of this version"));
    }

    void writeDeleting(HasMetadata object) {
        String abandon = Approvals.command(
                object.getFullResourceName(),
                ObjectKey.of(object),
                Approvals.ABANDON,
                object.getMetadata().getUid());
        write(
                object,
                new Verdict.Waiting(
                        Reason.InvalidSpec,
                        "deletion waits: the spec cannot be read, so it is not known what to let go; apply it again, or leave the pool untouched and let it go: "
                                + abandon));
    }

    private void write(HasMetadata object, Verdict verdict) {
        Map<String, Object> before = status(object);
        Map<String, Object> next = new TreeMap<>(before);
        long generation = object.getMetadata().getGeneration();
        List<Condition> conditions = Stream.ofNullable(before.get("conditions"))
                .flatMap(list -> Stream.of(client.getKubernetesSerialization().convertValue(list, Condition[].class)))
                .toList();
        next.put("observedGeneration", generation);
        next.put("message", Conditions.shortened(verdict.message()));
        next.put("conditions", Conditions.replace(conditions, verdict.conditions(), generation, clock));
        Map<String, Object> plain = plain(next);
        if (!Objects.equals(plain, plain(before))) {
            apply(object, plain);
        }
    }

    private Map<String, Object> status(HasMetadata object) {
        Object status = object instanceof CustomResource<?, ?> custom ? custom.getStatus() : null;
        return status == null ? Map.of() : plain(status);
    }

    @SuppressWarnings("unchecked") // a status is an object
    private Map<String, Object> plain(Object status) {
        return new TreeMap<>(client.getKubernetesSerialization().convertValue(status, Map.class));
    }

    private void apply(HasMetadata object, Map<String, Object> status) {
        var fresh = new GenericKubernetesResource();
        fresh.setApiVersion(object.getApiVersion());
        fresh.setKind(object.getKind());
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build());
        fresh.setAdditionalProperty("status", status);
        client.resource(fresh)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(StatusWriter.FIELD_MANAGER)
                        .withForce(true)
                        .build());
    }
}
