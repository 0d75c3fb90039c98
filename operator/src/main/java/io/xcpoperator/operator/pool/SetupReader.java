package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.pool.PoolTls;
import io.xcpoperator.api.v1alpha1.pool.TlsMode;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.Secret;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.types.PoolUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an XcpPool's spec and follows its references into what a connection is made from. Pure but for the lookups given. */
final class SetupReader {
    /** Where references lead. */
    interface References {
        SecretLookup secret(ObjectKey key);

        Optional<String> configMap(ObjectKey key, String field);

        /** What was trusted on first use, and by approval. */
        Set<CertificateFingerprint> trusted(XcpPool pool);

        /** Those among them that a person approved. */
        Set<CertificateFingerprint> approved(XcpPool pool);

        /** The Secret that holds it. */
        SecretLookup trustSecret(XcpPool pool);
    }

    /** Ends the reading with what is wrong; never leaves this class. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Setup setup;

        Unusable(Setup setup) {
            super(null, null, false, false);
            this.setup = setup;
        }
    }

    private final OperatorConfig config;
    private final References references;

    SetupReader(OperatorConfig config, References references) {
        this.config = config;
        this.references = references;
    }

    Setup read(XcpPool pool) {
        XcpPoolSpec spec = pool.getSpec();
        try {
            return new Setup.Complete(new LinkSettings(
                    pool.getMetadata().getName(),
                    endpoints(spec),
                    credentials(pool),
                    trust(pool),
                    Optional.ofNullable(spec.expectedPoolUuid()).map(PoolUuid::new),
                    PoolDefaults.concurrentCalls(spec),
                    PoolDefaults.heavyOperationsPerHost(spec)));
        } catch (Unusable e) {
            return e.setup;
        }
    }

    private List<Endpoint> endpoints(XcpPoolSpec spec) throws Unusable {
        var endpoints = new ArrayList<Endpoint>();
        for (String text : spec.endpoints()) {
            try {
                Endpoint endpoint = Endpoint.parse(text);
                Optional<String> refusal = config.egress().refusal(endpoint.host());
                if (refusal.isPresent()) {
                    throw wrong(Reason.AddressRefused, "spec.endpoints: " + refusal.get());
                }
                endpoints.add(endpoint);
            } catch (IllegalArgumentException _) {
                throw wrong(Reason.InvalidSpec, "spec.endpoints: \"%s\" is not host or host:port".formatted(text));
            }
        }
        if (endpoints.isEmpty()) {
            throw wrong(Reason.InvalidSpec, "spec.endpoints is empty");
        }
        return endpoints;
    }

    private Credentials credentials(XcpPool pool) throws Unusable {
        String name = pool.getSpec().credentialsSecretRef().name();
        SecretLookup.Found secret = secret(new ObjectKey(pool.getMetadata().getNamespace(), name));
        return new Credentials(field(secret, name, "username"), new Secret(field(secret, name, "password")));
    }

    private SecretLookup.Found secret(ObjectKey key) throws Unusable {
        return switch (references.secret(key)) {
            case SecretLookup.Found found -> found;
            case SecretLookup.Missing(String message) -> throw missing(Reason.SecretMissing, message);
            case SecretLookup.Unlabelled(String message) -> throw missing(Reason.SecretNotLabelled, message);
        };
    }

    private static String field(SecretLookup.Found secret, String name, String field) throws Unusable {
        return secret.value(field)
                .orElseThrow(() -> missing(Reason.SecretInvalid, "Secret %s has no key %s".formatted(name, field)));
    }

    private Trust trust(XcpPool pool) throws Unusable {
        PoolTls tls = pool.getSpec().tls();
        TlsMode mode = tls == null || tls.mode() == null ? TlsMode.Verify : tls.mode();
        return switch (mode) {
            case Verify -> new Trust.Verify(tls == null ? Optional.empty() : bundle(pool, tls.caBundleRef()));
            case Pin -> new Trust.Pin(pins(pool, Objects.requireNonNull(tls)));
            case TrustOnFirstUse -> firstUse(pool);
            case Insecure -> insecure();
            case Unknown ->
                throw wrong(Reason.NotSupportedYet, "spec.tls.mode is one this version of the operator does not know");
        };
    }

    /**
     * First use is before a pool is known, and never again: where the Secret of a known pool is lost, a person approves the
     * certificate as after a renewal.
     */
    private Trust firstUse(XcpPool pool) throws Unusable {
        if (!references.trusted(pool).isEmpty()) {
            return new Trust.FirstUse();
        }
        return switch (references.trustSecret(pool)) {
            case SecretLookup.Unlabelled(String message) -> throw missing(Reason.SecretNotLabelled, message);
            case SecretLookup.Found _ ->
                throw missing(
                        Reason.SecretInvalid,
                        "Secret %s holds no fingerprint of a certificate under %s; put back what it held, or delete it and approve the certificate that is then shown"
                                .formatted(
                                        TrustedCertificates.keyOf(ObjectKey.of(pool))
                                                .name(),
                                        TrustedCertificates.FIELD));
            case SecretLookup.Missing _ -> isKnown(pool) ? new Trust.Pin(Set.of()) : new Trust.FirstUse();
        };
    }

    /** Whether it was ever connected to. */
    static boolean isKnown(XcpPool pool) {
        return pool.getStatus() != null && pool.getStatus().poolUuid() != null;
    }

    private Trust insecure() throws Unusable {
        if (!config.allowInsecure()) {
            throw wrong(
                    Reason.InsecureNotAllowed,
                    "spec.tls.mode Insecure is not allowed here; use Pin or TrustOnFirstUse, or set the chart value allowInsecure");
        }
        return new Trust.Insecure();
    }

    /** What the spec lists and what a person approved since. What first use trusted does not count here. */
    private Set<CertificateFingerprint> pins(XcpPool pool, PoolTls tls) throws Unusable {
        List<String> written = tls.fingerprints() == null ? List.of() : tls.fingerprints();
        Set<CertificateFingerprint> pins = Stream.concat(
                        written.stream().flatMap(TrustedCertificates::parsed), references.approved(pool).stream())
                .collect(Collectors.toSet());
        if (pins.isEmpty()) {
            throw wrong(Reason.InvalidSpec, "spec.tls.fingerprints is empty, and mode Pin needs one for each host");
        }
        return pins;
    }

    private Optional<String> bundle(XcpPool pool, @Nullable CaBundleRef ref) throws Unusable {
        if (ref == null) {
            return Optional.empty();
        }
        String namespace = pool.getMetadata().getNamespace();
        return switch (CaBundle.of(ref, namespace, references::secret, references::configMap)) {
            case CaBundle.Found(String pem, String _) -> Optional.of(pem);
            case CaBundle.Missing(Reason reason, String message) -> throw missing(reason, message);
            case CaBundle.Wrong(String message) ->
                throw wrong(Reason.NotSupportedYet, "spec.tls.caBundleRef." + message);
        };
    }

    private static Unusable missing(Reason reason, String message) {
        return new Unusable(new Setup.Missing(reason, message));
    }

    private static Unusable wrong(Reason reason, String message) {
        return new Unusable(new Setup.Wrong(reason, message));
    }
}
