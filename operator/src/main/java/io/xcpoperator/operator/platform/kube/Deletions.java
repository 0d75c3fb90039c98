package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Whether a deletion was meant: one that comes with its namespace or its CRD counts as Retain (S12). */
public final class Deletions {
    private final KubernetesClient client;
    private final Namespaces namespaces;

    public Deletions(KubernetesClient client, Namespaces namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** True when the object goes because its namespace or its kind goes. Asks the API server about the CRD. */
    public boolean swept(HasMetadata object) {
        return namespaces.isGoing(object.getMetadata().getNamespace()) || kindIsGoing(object.getFullResourceName());
    }

    private boolean kindIsGoing(String crd) {
        CustomResourceDefinition definition = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(crd)
                .get();
        return definition == null || definition.getMetadata().getDeletionTimestamp() != null;
    }
}
