package io.xcpoperator.xapi;

import io.xcpoperator.xapi.events.MarkIndex;
import io.xcpoperator.xapi.tls.TrustMode;
import io.xcpoperator.xapi.types.PoolUuid;
import java.util.List;
import java.util.Optional;

/**
 * How one pool is reached.
 *
 * @param name for messages and logs
 * @param endpoints any members, at least one; the coordinator is found
 * @param originator distinct per installation: sessions of another originator cannot push ours out (XAPI session limits)
 * @param expectedPool refused when another pool answers; empty: the first one seen is remembered
 * @param marks the {@code other_config} keys by which the mirror finds objects
 */
public record PoolSettings(
        String name,
        List<Endpoint> endpoints,
        Credentials credentials,
        TrustMode trust,
        String originator,
        Optional<PoolUuid> expectedPool,
        Limits limits,
        List<MarkIndex> marks) {
    public PoolSettings {
        endpoints = List.copyOf(endpoints);
        marks = List.copyOf(marks);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no endpoint");
        }
    }

    public static PoolSettings of(
            String name, List<Endpoint> endpoints, Credentials credentials, TrustMode trust, String originator) {
        return new PoolSettings(
                name, endpoints, credentials, trust, originator, Optional.empty(), Limits.STANDARD, List.of());
    }

    public PoolSettings withExpectedPool(PoolUuid pool) {
        return new PoolSettings(name, endpoints, credentials, trust, originator, Optional.of(pool), limits, marks);
    }

    public PoolSettings withLimits(Limits other) {
        return new PoolSettings(name, endpoints, credentials, trust, originator, expectedPool, other, marks);
    }

    public PoolSettings withMarks(List<MarkIndex> keys) {
        return new PoolSettings(name, endpoints, credentials, trust, originator, expectedPool, limits, keys);
    }
}
