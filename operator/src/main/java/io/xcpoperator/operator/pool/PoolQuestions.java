package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person is asked to approve of a pool now, granted or not: subjects by the name of the approval. A name is left
 * out where it cannot be told, so that nothing is forgotten on doubt. Pure.
 */
final class PoolQuestions {
    private PoolQuestions() {}

    static Approvals approvals(XcpPool pool, Instant now) {
        return Approvals.of(
                pool, pool.getStatus() == null ? null : pool.getStatus().approvals(), now);
    }

    static Map<String, Set<String>> of(Observed observed) {
        var asked = new HashMap<String, Set<String>>();
        asked.put(Approvals.ABANDON, Set.of());
        switch (observed.link()) {
            case Observed.Link.NotOpened _, Observed.Link.Opening _ -> {}
            case Observed.Link.Down _ ->
                certificate(observed)
                        .ifPresent(asks -> asked.put(Approvals.TRUST_CERTIFICATE, Set.of(asks.toString())));
            case Observed.Link.Reading _ -> asked.put(Approvals.TRUST_CERTIFICATE, Set.of());
            case Observed.Link.Up _ -> {
                asked.put(Approvals.TRUST_CERTIFICATE, Set.of());
                asked.put(Approvals.DELETIONS, observed.excess().stream().collect(Collectors.toUnmodifiableSet()));
            }
        }
        return Map.copyOf(asked);
    }

    /** Of one that is being deleted: to let it go, too. */
    static Map<String, Set<String>> deleting(String uid, Observed observed) {
        var asked = new HashMap<>(of(observed));
        asked.put(Approvals.ABANDON, Set.of(uid));
        return Map.copyOf(asked);
    }

    /** The certificate whose approval is asked for. */
    static Optional<CertificateFingerprint> certificate(Observed observed) {
        return observed.link() instanceof Observed.Link.Down down
                ? down.failure().asked()
                : Optional.empty();
    }
}
