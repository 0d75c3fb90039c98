package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.events.PoolView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at the pool's mirror and the informers' caches, and lets the pure parts decide. Changes nothing. */
final class NetworkObserver {

    private final Platform platform;
    private final Contests contests;

    NetworkObserver(Platform platform, Contests contests) {
        this.platform = platform;
        this.contests = contests;
    }

    Round planned(XcpNetwork resource) {
        Instant now = platform.clock().instant();
        NetworkMemory memory = NetworkMemory.of(resource, now);
        Sight sight = look(resource, memory);
        ManagementGate gate = gate(resource);
        NetworkPlan whole = sight.seen()
                .map(seen -> plan(seen, memory, now))
                .orElseGet(() -> new NetworkPlan(List.of(), Optional.empty(), List.of()));
        NetworkPlan plan = whole.without(sight.rival()
                .map(rival -> contests.damping(resource, whole.steps(), rival, now))
                .orElseGet(Damping::none));
        WriteState writes =
                sight.seen().<WriteState>map(seen -> seen.pool().writes()).orElseGet(WriteState.Open::new);
        return new Round(
                sight,
                memory,
                gate,
                plan,
                Gated.split(plan, gate, writes, memory.approvals()),
                new Outcome.Settled(),
                now);
    }

    private static NetworkPlan plan(Sight.Seen seen, NetworkMemory memory, Instant now) {
        return seen.problems().isEmpty()
                ? new NetworkPlanner(seen.want(), seen.view(), memory, now).plan(seen.identity())
                : new NetworkPlan(List.of(), Optional.empty(), seen.problems());
    }

    private static ManagementGate gate(XcpNetwork resource) {
        return ManagementGate.of(resource, resource.getSpec().managementPolicy());
    }

    private Sight look(XcpNetwork resource, NetworkMemory memory) {
        return look(resource, memory, PoolHandle::view);
    }

    /** A network that was asked for a moment ago must not be left behind: where one may be on its way, the pool is read up to now. */
    private Sight lookOnceMore(XcpNetwork resource, NetworkMemory memory) {
        try {
            return look(resource, memory, pool -> pool.freshView());
        } catch (PoolException e) {
            return new Sight.Unreachable(Reason.PoolNotReady, String.valueOf(e.getMessage()));
        }
    }

    private Sight look(XcpNetwork resource, NetworkMemory memory, Function<PoolHandle, PoolView> views) {
        XcpNetworkSpec spec = resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        ObjectKey key =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), namespace);
        return switch (platform.pools().find(key, namespace, Right.ADMINISTER)) {
            case PoolLookup.Denied(String message) -> new Sight.Unreachable(Reason.AccessDenied, message);
            case PoolLookup.NotReady(Reason reason, String message) -> new Sight.Unreachable(reason, message);
            case PoolLookup.Connected(PoolHandle pool) -> seen(resource, memory, pool, views.apply(pool));
        };
    }

    private Sight seen(XcpNetwork resource, NetworkMemory memory, PoolHandle pool, PoolView view) {
        var reader = new NetworkReader(
                pool.key(),
                view,
                platform.caches(),
                Owner.of(platform.clusterId(), resource),
                platform.namespaces().labels(resource.getMetadata().getNamespace()));
        DesiredNetwork want = reader.read(resource);
        return new Sight.Seen(
                pool,
                view,
                want,
                reader.problems(),
                Identity.find(want, view, memory, pool.key().name()));
    }

    Deletion.Case deletion(XcpNetwork resource) {
        Instant now = platform.clock().instant();
        NetworkMemory memory = NetworkMemory.of(resource, now);
        List<String> dependents = dependents(ObjectKey.of(resource), platform.caches());
        Sight sight = memory.token().isPresent() ? lookOnceMore(resource, memory) : look(resource, memory);
        ManagementGate gate = gate(resource);
        boolean destroys = gate.mayWrite()
                && sight.seen().filter(seen -> seen.want().destroys()).isPresent();
        return new Deletion.Case(
                sight,
                memory,
                gate,
                memory.approvals()
                        .grants(Approvals.ABANDON, resource.getMetadata().getUid()),
                dependents.isEmpty()
                        ? Optional.empty()
                        : Optional.of(InUse.message("xnet", resource, dependents, memory.approvals())),
                destroys ? platform.deletions().cause(resource, now) : Deletions.Cause.ASKED,
                now);
    }

    /** What refers to it and keeps it from going. */
    private static List<String> dependents(ObjectKey network, Caches caches) {
        Stream<String> vms = InUse.virtualMachines(network, caches, NetworkUse::ofVm);
        Stream<String> vlans = caches.networks()
                .all()
                .filter(other -> NetworkUse.ofVlan(other).contains(network)
                        && InUse.counts(
                                other,
                                other.getStatus() != null && other.getStatus().uuid() != null,
                                network))
                .map(other -> "XcpNetwork " + ObjectKey.of(other));
        return Stream.concat(vms, vlans).sorted().toList();
    }
}
