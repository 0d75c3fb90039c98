package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Flux's {@code force}: where the API server refuses a change of an object as invalid, an immutable field or a typo, Flux
 * deletes the object and makes it again. No deletion under it says that the VM is to go. (kustomize-controller v1.9.5, package ssa:
 * every answer 409 and 422 counts, and the annotation may be in Git alone. What it prunes leaves the inventory in its status
 * right after; what it makes again, or what another deletes, stays there.)
 *
 * @param object whether the object itself asks for it, by its annotation
 * @param id of the object, as an inventory lists it
 * @param namespace of the Kustomization that applies the object
 * @param name of the same
 */
record FluxForce(boolean object, String id, String namespace, String name) {
    private static final String GROUP = "kustomize.toolkit.fluxcd.io/";
    private static final String API = GROUP + "v1";

    /** What Flux has in mind with an object that is deleted. */
    enum Intent {
        /** It goes for good. */
        LET_GO,
        MADE_AGAIN,
        /** Flux lists it still, or has no list at present: either it is just being pruned, or it comes back. */
        LISTED
    }

    /** Empty for an object that Flux does not apply. */
    static Optional<FluxForce> of(HasMetadata object) {
        Map<String, String> labels =
                Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
        Map<String, String> annotations =
                Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
        String name = labels.get(GROUP + "name");
        String namespace = labels.get(GROUP + "namespace");
        boolean asks = "enabled".equalsIgnoreCase(annotations.get(GROUP + "force"))
                || "enabled".equalsIgnoreCase(labels.get(GROUP + "force"));
        String id = String.join(
                "_",
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                object.getApiVersion().replaceFirst("/.*$", ""),
                object.getKind());
        return name == null || namespace == null
                ? Optional.empty()
                : Optional.of(new FluxForce(asks, id, namespace, name));
    }

    /**
     * Reads the Kustomization. One that may not be read counts as one with force, for then nothing is destroyed; so does one
     * of a cluster that knows no Kustomizations, whose Flux is in another cluster.
     */
    Intent intent(KubernetesClient client) {
        if (object) {
            return Intent.MADE_AGAIN;
        }
        try {
            GenericKubernetesResource kustomization = client.genericKubernetesResources(API, "Kustomization")
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            return kustomization == null && !isHere(client) ? Intent.MADE_AGAIN : intent(kustomization);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                return Intent.MADE_AGAIN;
            }
            throw e;
        }
    }

    private static boolean isHere(KubernetesClient client) {
        return client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("kustomizations.kustomize.toolkit.fluxcd.io")
                        .get()
                != null;
    }

    /** The same of a Kustomization as it was read. Pure. */
    Intent intent(@Nullable GenericKubernetesResource kustomization) {
        if (kustomization == null) {
            return Intent.LET_GO;
        }
        if (Boolean.TRUE.equals(kustomization.get("spec", "force"))) {
            return Intent.MADE_AGAIN;
        }
        boolean offTheList = kustomization.get("status", "inventory", "entries") instanceof List<?> entries
                && entries.stream().noneMatch(entry -> entry instanceof Map<?, ?> map && id.equals(map.get("id")));
        return offTheList || kustomization.isMarkedForDeletion() ? Intent.LET_GO : Intent.LISTED;
    }
}
