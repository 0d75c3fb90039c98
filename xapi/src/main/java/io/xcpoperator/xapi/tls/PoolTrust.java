package io.xcpoperator.xapi.tls;

import io.xcpoperator.xapi.tls.CertificateProblem.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** One pool's trust: makes a TLS context for each host and remembers what was seen. */
public final class PoolTrust {
    private final TrustMode mode;
    private final Optional<X509TrustManager> authorities;
    private final Map<String, PresentedCertificate> seen = new ConcurrentHashMap<>();
    private volatile boolean firstContact;

    /** Fails with IllegalArgumentException on a bundle that holds no readable certificate. */
    public PoolTrust(TrustMode mode) {
        this.mode = mode;
        this.authorities = mode instanceof TrustMode.Verify verify
                ? Optional.of(authorities(verify.caBundlePem().orElse(null)))
                : Optional.empty();
        this.firstContact = mode instanceof TrustMode.TrustOnFirstUse first
                && first.store().trusted().isEmpty();
    }

    /** A context that accepts only what is trusted for this host. */
    public SSLContext contextFor(String host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new HostTrust(this, host)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What this host showed last and was accepted with. */
    public Optional<PresentedCertificate> accepted(String host) {
        return Optional.ofNullable(seen.get(host));
    }

    /** A login went well over {@code host}: what it and the hosts on the way showed is trusted from now on, and the members'. */
    public void established(Set<PresentedCertificate> members) {
        if (mode instanceof TrustMode.TrustOnFirstUse first) {
            Set<PresentedCertificate> all = new HashSet<>(members);
            if (firstContact) {
                all.addAll(seen.values());
            }
            Set<CertificateFingerprint> known = first.store().trusted();
            all.removeIf(certificate -> known.contains(certificate.fingerprint()));
            if (!all.isEmpty()) {
                first.store().trust(Set.copyOf(all));
            }
            firstContact = false;
        }
    }

    /** Whether the pool should be asked for its members' certificates. */
    public boolean learns() {
        return mode instanceof TrustMode.TrustOnFirstUse;
    }

    void accept(PresentedCertificate certificate) {
        seen.put(certificate.host(), certificate);
    }

    TrustMode mode() {
        return mode;
    }

    X509TrustManager authorities() {
        return authorities.orElseThrow();
    }

    Optional<Cause> knownOnly(TrustMode.TrustOnFirstUse first, CertificateFingerprint fingerprint) {
        return firstContact || first.store().trusted().contains(fingerprint)
                ? Optional.empty()
                : Optional.of(Cause.CHANGED);
    }

    private static X509TrustManager authorities(@Nullable String pem) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(pem == null ? null : bundle(pem));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the CA bundle cannot be read", e);
        }
    }

    private static KeyStore bundle(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
            store.setCertificateEntry("ca-" + index++, certificate);
        }
        if (index == 0) {
            throw new IOException("no certificate in it");
        }
        return store;
    }
}
