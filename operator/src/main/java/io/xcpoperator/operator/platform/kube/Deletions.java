package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether a deletion was meant: one that comes with its namespace or its CRD counts as Retain (S12). */
public final class Deletions {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOOKS = 40;

    private final KubernetesClient client;
    private final Namespaces namespaces;

    public Deletions(KubernetesClient client, Namespaces namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Why an object goes. */
    public enum Cause {
        /** Somebody deleted it. */
        ASKED,
        /** Its namespace or its kind goes. */
        SWEPT,
        /** Flux will make it again: the API server refused a change of it and Git says force, or it was deleted past Git. */
        REPLACED
    }

    /** Whether the object goes for another cause than that somebody wants it gone: then nothing in the pool is destroyed. */
    public boolean swept(HasMetadata object) {
        return cause(object) != Cause.ASKED;
    }

    /**
     * Why the object goes. Asks the API server: watches of two kinds are not ordered, so the deletion of an object may be seen
     * before that of its namespace.
     */
    public Cause cause(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        if (namespaces.isGoing(namespace) || namespaceIsGoing(namespace) || kindIsGoing(object.getFullResourceName())) {
            return Cause.SWEPT;
        }
        return FluxForce.of(object).map(this::madeAgain).orElse(false) ? Cause.REPLACED : Cause.ASKED;
    }

    /** Flux tells of what it prunes a moment after the deletion: it is given some seconds for that. */
    private boolean madeAgain(FluxForce flux) {
        FluxForce.Intent intent = flux.intent(client);
        for (int i = 0; i < LOOKS && intent == FluxForce.Intent.LISTED; i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            intent = flux.intent(client);
        }
        return intent != FluxForce.Intent.LET_GO;
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
