package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.CaBundleKind;
import io.xcpoperator.api.v1alpha1.pool.PoolTls;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** Which pools a change elsewhere concerns. Pure. */
final class PoolWaking {
    private PoolWaking() {}

    static List<ObjectKey> usersOf(ObjectKey secret, Stream<XcpPool> pools) {
        return pools.filter(pool -> uses(pool, secret)).map(ObjectKey::of).toList();
    }

    private static boolean uses(XcpPool pool, ObjectKey secret) {
        if (!secret.namespace().equals(pool.getMetadata().getNamespace())) {
            return false;
        }
        PoolTls tls = pool.getSpec().tls();
        boolean bundle = tls != null
                && tls.caBundleRef() != null
                && tls.caBundleRef().kind() == CaBundleKind.Secret
                && tls.caBundleRef().name().equals(secret.name());
        return bundle
                || pool.getSpec().credentialsSecretRef().name().equals(secret.name())
                || TrustedCertificates.keyOf(ObjectKey.of(pool)).equals(secret);
    }
}
