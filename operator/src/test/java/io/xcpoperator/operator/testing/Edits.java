package io.xcpoperator.operator.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** What a person does with {@code kubectl edit}, who tries again when somebody else was faster. */
public final class Edits {
    private Edits() {}

    public static <T extends HasMetadata> void edit(Resource<T> resource, Consumer<T> change) {
        Awaitility.await("edited").until(() -> {
            try {
                resource.edit(object -> {
                    change.accept(object);
                    return object;
                });
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                return false;
            }
        });
    }
}
