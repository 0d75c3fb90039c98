package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
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

    /**
     * True when the object goes because its namespace or its kind goes. Asks the API server: watches of two kinds are not
     * ordered, so the deletion of an object may be seen before that of its namespace.
     */
    public boolean swept(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return namespaces.isGoing(namespace)
                || namespaceIsGoing(namespace)
                || kindIsGoing(object.getFullResourceName());
    }

    private boolean namespaceIsGoing(String name) {
        Namespace namespace = client.namespaces().withName(name).get();
        return namespace == null || namespace.getMetadata().getDeletionTimestamp() != null;
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
