package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a deletion was meant: one that comes with its namespace or its CRD counts as Retain (S12). */
public final class Deletions {
    private static final Logger log = LoggerFactory.getLogger(Deletions.class);

    /** What Flux prunes is off its list within this time. */
    static final Duration SETTLES = Duration.ofSeconds(10);
    /** What is {@link Cause#UNSETTLED} is asked again after this time. */
    public static final Duration AGAIN = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Namespaces namespaces;
    private final EventRecorder events;

    public Deletions(KubernetesClient client, Namespaces namespaces, EventRecorder events) {
        this.client = client;
        this.namespaces = namespaces;
        this.events = events;
    }

    /** Why an object goes. */
    public enum Cause {
        /** Somebody deleted it. */
        ASKED,
        /** Its namespace or its kind goes. */
        SWEPT,
        /** Flux will make it again: the API server refused a change of it and Git says force, or it was deleted past Git. */
        REPLACED,
        /** Flux lists it still, and may just be pruning it: nothing is done until it is known. */
        UNSETTLED;

        /** Whether it is known that nothing which has been finished in the pool is destroyed. */
        public boolean spares() {
            return this == SWEPT || this == REPLACED;
        }
    }

    /**
     * Why the object goes. Asks the API server: watches of two kinds are not ordered, so the deletion of an object may be seen
     * before that of its namespace.
     */
    public Cause cause(HasMetadata object, Instant now) {
        String namespace = object.getMetadata().getNamespace();
        if (namespaces.isGoing(namespace) || namespaceIsGoing(namespace) || kindIsGoing(object.getFullResourceName())) {
            return Cause.SWEPT;
        }
        Instant deleted = Instant.parse(object.getMetadata().getDeletionTimestamp());
        return FluxForce.of(object)
                .map(flux -> because(flux.intent(client), Duration.between(deleted, now)))
                .orElse(Cause.ASKED);
    }

    /** Flux tells of what it prunes a moment after the deletion: it is given some seconds for that. Pure. */
    static Cause because(FluxForce.Intent intent, Duration sinceDeletion) {
        return switch (intent) {
            case LET_GO -> Cause.ASKED;
            case MADE_AGAIN -> Cause.REPLACED;
            case LISTED -> sinceDeletion.compareTo(SETTLES) < 0 ? Cause.UNSETTLED : Cause.REPLACED;
        };
    }

    /** Says of an object that goes, and leaves behind what it had in the pool, why: in the log, and as an Event where one can be. */
    public void tell(HasMetadata object, Cause cause) {
        if (!cause.spares()) {
            return;
        }
        var metadata = object.getMetadata();
        log.info(
                "{} {}/{} goes, and nothing of it is destroyed in the pool: {}",
                object.getKind(),
                metadata.getNamespace(),
                metadata.getName(),
                cause == Cause.SWEPT
                        ? "its namespace or its kind goes"
                        : "Flux lists it still, or has the word of force");
        if (cause == Cause.REPLACED) {
            events.record(
                    object,
                    new Notice(
                            true,
                            "LeftInPool",
                            "Delete",
                            "nothing is destroyed in the pool: Flux lists the resource still, or makes it again under force; "
                                    + "what is to be destroyed goes by taking its file out of Git, without force"));
        }
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
