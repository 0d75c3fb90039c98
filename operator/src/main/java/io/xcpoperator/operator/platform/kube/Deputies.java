package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.leader.Leadership;
import java.net.HttpURLConnection;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Resources that one controller writes so that another does a part of its work: a snapshot before a restart, the VM of a
 * restore. Written under a name that is known before, so that there is one, and taken away only while it is what the
 * plan saw.
 */
public final class Deputies {
    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    private final KubernetesClient client;
    private final Leadership leadership;

    public Deputies(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
    }

    /** It is another than the plan saw, or another process leads; nothing was written. */
    public static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One that is there stays as it is, and is looked at before anything else. */
    public void make(HasMetadata resource) {
        requireLead();
        try {
            client.resource(resource).create();
        } catch (KubernetesClientException e) {
            passes(e, HttpURLConnection.HTTP_CONFLICT);
        }
    }

    /**
     * Deletes it, of the version that was read once more directly before.
     *
     * @param mine whether it is the caller's to delete
     * @param last a JSON merge patch that it gets before it goes; the empty string for none
     */
    public <R extends HasMetadata> void delete(
            Class<R> kind, ObjectKey key, String uid, Predicate<R> mine, Function<R, String> last) {
        requireLead();
        R there = client.resources(kind)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (there == null || !uid.equals(there.getMetadata().getUid()) || !mine.test(there)) {
            throw new Changed();
        }
        if (there.isMarkedForDeletion()) {
            return;
        }
        try {
            String patch = last.apply(there);
            R then = patch.isEmpty() ? there : client.resource(there).patch(MERGE, patch);
            client.resource(then)
                    .lockResourceVersion(then.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            passes(e, HttpURLConnection.HTTP_CONFLICT);
            throw new Changed();
        }
    }

    private void requireLead() {
        if (!leadership.mayWrite()) {
            throw new Changed();
        }
    }

    private static void passes(KubernetesClientException e, int code) {
        if (e.getCode() != code) {
            throw e;
        }
    }
}
