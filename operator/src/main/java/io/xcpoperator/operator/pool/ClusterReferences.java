package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import java.util.Optional;
import java.util.Set;

/** Follows an XcpPool's references in the cluster. */
record ClusterReferences(Platform platform, LinkFactory factory) implements SetupReader.References {
    @Override
    public SecretLookup secret(ObjectKey key) {
        return platform.secrets().find(key);
    }

    @Override
    public Optional<String> configMap(ObjectKey key, String field) {
        return platform.configMaps().find(key, field);
    }

    @Override
    public Set<CertificateFingerprint> trusted(XcpPool pool) {
        return factory.trusted(pool).trusted();
    }
}
