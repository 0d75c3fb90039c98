package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.xapi.CallListener;
import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.PoolClient;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.tls.TrustMode;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Opens connections.
 *
 * @param wires wraps every wire; tests cut all I/O at the n-th call here
 * @param limits timeouts and sizes; the spec's concurrency is put in
 */
public record LinkFactory(
        KubernetesClient kubernetes,
        Secrets secrets,
        OperatorConfig config,
        String clusterId,
        Leadership leadership,
        Clock clock,
        CallListener calls,
        UnaryOperator<Wire> wires,
        Limits limits) {
    /** How long the first reading of a pool may take before those who wait look again by themselves. */
    Duration readingLimit() {
        return limits.callTimeout();
    }

    PoolLink open(XcpPool pool, LinkSettings settings) {
        ObjectKey key = ObjectKey.of(pool);
        var view = new AtomicReference<Supplier<PoolView>>(() -> PoolView.of(List.of(), List.of()));
        var manager = new ManagerClaim(
                key.name(), clusterId, leadership, clock, () -> view.get().get());
        var hooks = new PoolHooks(clock, config.egress()::refusal, manager, calls, wires);
        PoolClient client = PoolClient.open(poolSettings(pool, settings), hooks);
        view.set(client.mirror()::view);
        return new PoolLink(pool.getMetadata().getUid(), settings, client, manager, clock);
    }

    TrustedCertificates trusted(XcpPool pool) {
        return new TrustedCertificates(kubernetes, secrets, ObjectKey.of(pool), reference(pool));
    }

    private PoolSettings poolSettings(XcpPool pool, LinkSettings settings) {
        return new PoolSettings(
                settings.name(),
                settings.endpoints(),
                settings.credentials(),
                mode(pool, settings.trust()),
                "xcp-operator/" + clusterId,
                expected(pool, settings),
                limits.withConcurrency(settings.concurrentCalls(), settings.heavyOperationsPerHost()),
                MarkIndexes.all());
    }

    /** The spec's word, else the pool known so far: after a restart of the operator too, the same one must answer. */
    private static Optional<PoolUuid> expected(XcpPool pool, LinkSettings settings) {
        return settings.expected()
                .or(() -> Optional.ofNullable(pool.getStatus())
                        .flatMap(status -> Optional.ofNullable(status.poolUuid()))
                        .map(PoolUuid::new));
    }

    private TrustMode mode(XcpPool pool, Trust trust) {
        return switch (trust) {
            case Trust.Verify(var bundle) -> new TrustMode.Verify(bundle);
            case Trust.Pin(var fingerprints) -> new TrustMode.Pin(fingerprints);
            case Trust.FirstUse() -> new TrustMode.TrustOnFirstUse(trusted(pool));
            case Trust.Insecure() -> new TrustMode.Insecure();
        };
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
