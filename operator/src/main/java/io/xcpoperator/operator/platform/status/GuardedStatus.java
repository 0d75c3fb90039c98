package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.operator.platform.leader.Leadership;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes statuses that hold what must not be lost: by the leader only, and only over the very object that the status
 * was computed from. A round that read an old object, or whose process leads no more, changes nothing and starts over.
 */
public final class GuardedStatus<S extends Record & ApiRecord, R extends CustomResource<?, S>> {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(StatusWriter.FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Leadership leadership;
    private final Supplier<R> blank;

    public GuardedStatus(KubernetesClient client, Leadership leadership, Supplier<R> blank) {
        this.client = client;
        this.leadership = leadership;
        this.blank = blank;
    }

    /** As {@link #write(CustomResource, Record)}; from then on the framework's cache shows what was written. */
    public Optional<R> write(R current, S next, Context<R> context) {
        Optional<R> stored = write(current, next);
        stored.filter(object -> !version(object).equals(version(current)))
                .ifPresent(object -> context.eventSourceRetriever()
                        .getControllerEventSource()
                        .handleRecentResourceUpdate(ResourceID.fromResource(current), object, current));
        return stored;
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }

    /**
     * Writes it if it differs.
     *
     * @param current the object that {@code next} was computed from
     * @return the object as it is stored; empty when nothing was written: look at it anew
     */
    Optional<R> write(R current, S next) {
        S fitted = StatusPatch.fitted(next);
        if (Objects.equals(current.getStatus(), fitted)) {
            return Optional.of(current);
        }
        if (!leadership.mayWrite()) {
            return Optional.empty();
        }
        R fresh = StatusPatch.fresh(current, fitted, blank);
        fresh.getMetadata().setResourceVersion(current.getMetadata().getResourceVersion());
        try {
            return Optional.of(client.resource(fresh).subresource("status").patch(APPLY));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
