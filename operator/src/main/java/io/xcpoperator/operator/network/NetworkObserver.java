package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.adopt.Adopted;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.adopt.Pick;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.xapi.records.NetworkRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the network that a spec names. Changes nothing. */
final class NetworkObserver {
    private final Platform platform;

    NetworkObserver(Platform platform) {
        this.platform = platform;
    }

    Adopted observe(XcpNetwork network) {
        XcpNetworkSpec spec = network.getSpec();
        ObjectKey me = ObjectKey.of(network);
        ObjectKey pool =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), me.namespace());
        PoolLookup lookup = platform.pools().find(pool, me.namespace(), Right.ADMINISTER);
        NameOrUuid wanted = spec.existing();
        return Adopted.look(
                lookup,
                NetworkObserver::all,
                all -> wanted == null ? nothingAsked() : Pick.of(wanted, all, "network", pool.name()),
                wanted == null || network.getStatus() == null
                        ? Optional.empty()
                        : Optional.ofNullable(network.getStatus().uuid()));
    }

    private static Pick nothingAsked() {
        return new Pick.NotOne(NetworkSupport.REASON, NetworkSupport.ONLY_EXISTING);
    }

    Approvals approvals(XcpNetwork network) {
        return Approvals.of(
                network,
                network.getStatus() == null ? null : network.getStatus().approvals(),
                platform.clock().instant());
    }

    static List<Existing> all(PoolHandle pool) {
        return pool.view().networks().stream().map(NetworkObserver::existing).toList();
    }

    private static Existing existing(NetworkRecord network) {
        return new Existing(
                "network",
                network.uuid().value(),
                network.nameLabel(),
                network.nameDescription(),
                network.tags(),
                network.otherConfig());
    }

    /** What refers to the resource and keeps it from going. */
    List<String> dependents(ObjectKey network) {
        Caches caches = platform.caches();
        Stream<String> vms = caches.virtualMachines()
                .all()
                .filter(vm -> NetworkUse.ofVm(vm).contains(network))
                .map(vm -> "VirtualMachine " + ObjectKey.of(vm));
        Stream<String> vlans = caches.networks()
                .all()
                .filter(other -> NetworkUse.ofVlan(other).contains(network))
                .map(other -> "XcpNetwork " + ObjectKey.of(other));
        return Stream.concat(vms, vlans).sorted().toList();
    }
}
