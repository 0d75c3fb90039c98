package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.secrets.Secrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One store of trusted certificates for each XcpPool, so that all who add to it see what the others added. */
public final class TrustStores {
    private final KubernetesClient client;
    private final Secrets secrets;
    private final Map<String, TrustedCertificates> byUid = new ConcurrentHashMap<>();

    public TrustStores(KubernetesClient client, Secrets secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    TrustedCertificates of(XcpPool pool) {
        return byUid.computeIfAbsent(
                pool.getMetadata().getUid(),
                _ -> new TrustedCertificates(client, secrets, ObjectKey.of(pool), reference(pool)));
    }

    void forget(XcpPool pool) {
        byUid.remove(pool.getMetadata().getUid());
    }

    private static OwnerReference reference(XcpPool pool) {
        return new OwnerReferenceBuilder()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .build();
    }
}
