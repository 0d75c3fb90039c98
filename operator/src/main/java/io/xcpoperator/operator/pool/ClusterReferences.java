package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import java.util.Optional;
import java.util.Set;

/** Follows an XcpPool's references in the cluster. */
record ClusterReferences(Platform platform, TrustStores trusts) implements SetupReader.References {
    @Override
    public SecretLookup secret(ObjectKey key) {
        return platform.secrets().find(key);
    }

    @Override
    public Optional<String> configMap(ObjectKey key, String field) {
        return platform.configMaps().find(key, field);
    }

    @Override
    public SecretLookup trustSecret(XcpPool pool) {
        return trusts.of(pool).secret();
    }

    @Override
    public Set<CertificateFingerprint> approved(XcpPool pool) {
        return trusts.of(pool).approved();
    }

    @Override
    public Set<CertificateFingerprint> trusted(XcpPool pool) {
        return trusts.of(pool).trusted();
    }
}
