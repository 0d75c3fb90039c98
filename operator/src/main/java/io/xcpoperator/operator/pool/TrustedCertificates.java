package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.FingerprintStore;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The certificates trusted for one pool, kept in a Secret of the pool's own, where loss of status cannot reach: those
 * trusted on first use and those a person approved.
 */
final class TrustedCertificates implements FingerprintStore {
    /** All of them. */
    static final String FIELD = "fingerprints";
    /** Those among them that a person approved: they count where first use does not ({@code tls.mode: Pin}). */
    static final String APPROVED = "approved-fingerprints";

    private final KubernetesClient client;
    private final Secrets secrets;
    private final ObjectKey key;
    private final OwnerReference owner;
    /** What we wrote and the informer does not show yet; empty once it does, so that what a person takes out is out. */
    private final Set<CertificateFingerprint> written = ConcurrentHashMap.newKeySet();

    private final Set<CertificateFingerprint> writtenApproved = ConcurrentHashMap.newKeySet();

    private final ReentrantLock writing = new ReentrantLock();

    TrustedCertificates(KubernetesClient client, Secrets secrets, ObjectKey pool, OwnerReference owner) {
        this.client = client;
        this.secrets = secrets;
        this.key = keyOf(pool);
        this.owner = owner;
    }

    static ObjectKey keyOf(ObjectKey pool) {
        return new ObjectKey(pool.namespace(), pool.name() + "-trusted-certificates");
    }

    /** What a Secret of this kind holds; unreadable lines trust nothing. */
    private static Set<CertificateFingerprint> read(SecretLookup lookup, String field) {
        return lookup instanceof SecretLookup.Found found
                ? found.value(field).stream()
                        .flatMap(String::lines)
                        .flatMap(TrustedCertificates::parsed)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    static Stream<CertificateFingerprint> parsed(String text) {
        try {
            return Stream.of(CertificateFingerprint.parse(text));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }

    @Override
    public Set<CertificateFingerprint> trusted() {
        return shown(FIELD, written);
    }

    /** Those that a person approved; one that was taken out of {@link #FIELD} since counts no more. */
    Set<CertificateFingerprint> approved() {
        Set<CertificateFingerprint> all = trusted();
        return shown(APPROVED, writtenApproved).stream().filter(all::contains).collect(Collectors.toUnmodifiableSet());
    }

    private Set<CertificateFingerprint> shown(String field, Set<CertificateFingerprint> ahead) {
        Set<CertificateFingerprint> kept = read(secrets.find(key), field);
        if (kept.containsAll(ahead)) {
            ahead.clear();
            return kept;
        }
        return union(kept, ahead);
    }

    private static Set<CertificateFingerprint> union(
            Collection<CertificateFingerprint> some, Collection<CertificateFingerprint> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void trust(Set<PresentedCertificate> certificates) {
        add(certificates.stream().map(PresentedCertificate::fingerprint).toList(), List.of());
    }

    /** A person said so. */
    void approve(CertificateFingerprint fingerprint) {
        add(List.of(fingerprint), List.of(fingerprint));
    }

    /** Adds to what is trusted; nothing is written when all of it is there. */
    private void add(Collection<CertificateFingerprint> seen, Collection<CertificateFingerprint> approved) {
        writing.lock();
        try {
            Set<CertificateFingerprint> before = trusted();
            Set<CertificateFingerprint> approvedBefore = approved();
            if (!before.containsAll(seen) || !approvedBefore.containsAll(approved)) {
                write(union(before, seen), union(approvedBefore, approved));
            }
        } finally {
            writing.unlock();
        }
    }

    /** The Secret as it is found, unlabelled or unreadable too. */
    SecretLookup secret() {
        return secrets.find(key);
    }

    private void write(Set<CertificateFingerprint> all, Set<CertificateFingerprint> approved) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(key.namespace())
                .withName(key.name())
                .addToLabels(Secrets.LABEL, Secrets.LABEL_VALUE)
                .withOwnerReferences(owner)
                .endMetadata()
                .addToStringData(FIELD, lines(all))
                .addToStringData(APPROVED, lines(approved))
                .build();
        client.resource(secret).fieldManager("xcp-operator").forceConflicts().serverSideApply();
        written.addAll(all);
        writtenApproved.addAll(approved);
    }

    private static String lines(Set<CertificateFingerprint> fingerprints) {
        return fingerprints.stream()
                .map(CertificateFingerprint::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
