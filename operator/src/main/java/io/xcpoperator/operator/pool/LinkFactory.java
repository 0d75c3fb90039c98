package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.xapi.CallListener;
import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.PoolClient;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.tls.TrustMode;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Opens connections.
 *
 * @param trusts where certificates trusted so far are kept
 * @param wires wraps every wire; tests cut all I/O at the n-th call here
 * @param limits timeouts and sizes; the spec's concurrency is put in
 */
public record LinkFactory(
        TrustStores trusts,
        OperatorConfig config,
        String clusterId,
        Leadership leadership,
        Clock clock,
        CallListener calls,
        UnaryOperator<Wire> wires,
        Limits limits) {
    PoolLink open(XcpPool pool, LinkSettings settings) {
        ObjectKey key = ObjectKey.of(pool);
        var mirror = new AtomicReference<Optional<PoolMirror>>(Optional.empty());
        var manager = new ManagerClaim(key.name(), clusterId, leadership, clock, mirror::get);
        var hooks = new PoolHooks(clock, config.egress()::refusal, manager, calls, wires);
        PoolClient client = PoolClient.open(poolSettings(pool, settings), hooks);
        mirror.set(Optional.of(client.mirror()));
        return new PoolLink(pool.getMetadata().getUid(), settings, client, manager);
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
            case Trust.FirstUse() -> new TrustMode.TrustOnFirstUse(trusts.of(pool));
            case Trust.Insecure() -> new TrustMode.Insecure();
        };
    }
}
