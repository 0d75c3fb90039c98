package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import java.util.Objects;
import java.util.function.Supplier;

/** Writes a status where the framework offers no way: while a resource is being deleted. The same apply as {@link StatusPatch}. */
public final class StatusWriter<S extends Record & ApiRecord, R extends CustomResource<?, S>> {
    /** One field manager for every status we write, whichever way. */
    public static final String FIELD_MANAGER = "xcp-operator";

    private final KubernetesClient client;
    private final Supplier<R> blank;

    public StatusWriter(KubernetesClient client, Supplier<R> blank) {
        this.client = client;
        this.blank = blank;
    }

    /** Writes it if it differs from what the informer holds. */
    public void write(R current, S next) {
        S fitted = StatusPatch.fitted(next);
        if (!Objects.equals(current.getStatus(), fitted)) {
            client.resource(StatusPatch.fresh(current, fitted, blank))
                    .subresource("status")
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(FIELD_MANAGER)
                            .withForce(true)
                            .build());
        }
    }
}
