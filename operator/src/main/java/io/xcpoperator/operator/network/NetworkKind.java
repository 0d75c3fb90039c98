package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptMemory;
import io.xcpoperator.operator.platform.adopt.AdoptReport;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.adopt.AdoptedKind;
import io.xcpoperator.operator.platform.adopt.CallsOn;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.adopt.Standing;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;
import java.util.stream.Stream;

/** What sets a network apart from other objects that a pool has already. */
final class NetworkKind implements AdoptedKind<XcpNetwork, XcpNetworkStatus> {
    private static final Traits<XcpNetwork> TRAITS =
            new Traits<>(XapiClass.NETWORK, "network", "xnet", XcpNetwork::new, Caches::networks);

    @Override
    public Traits<XcpNetwork> traits() {
        return TRAITS;
    }

    @Override
    public AdoptSpec spec(XcpNetwork resource) {
        XcpNetworkSpec spec = resource.getSpec();
        return new AdoptSpec(
                spec.poolRef(),
                spec.existing(),
                new Wanted(spec.nameLabel(), spec.description(), spec.tags()),
                spec.managementPolicy(),
                NetworkSupport.unsupported(spec));
    }

    @Override
    public AdoptMemory memory(XcpNetwork resource) {
        XcpNetworkStatus status = resource.getStatus();
        return status == null
                ? AdoptMemory.none()
                : AdoptMemory.of(status.uuid(), status.approvals(), status.conditions());
    }

    @Override
    public List<Existing> all(PoolView view) {
        return view.networks().stream()
                .map(found -> new Existing(
                        TRAITS.noun(),
                        found.uuid().value(),
                        found.nameLabel(),
                        found.nameDescription(),
                        found.tags(),
                        found.otherConfig()))
                .toList();
    }

    @Override
    public CallsOn<?> calls(XapiCalls calls, PoolView view, String uuid) {
        return new CallsOn<>(
                calls.network(),
                view.network(new NetworkUuid(uuid)).orElseThrow().ref());
    }

    @Override
    public Verdict standing(PoolView view, String uuid) {
        return view.network(new NetworkUuid(uuid))
                .<Verdict>map(network -> Standing.of(
                        Reach.ofNetwork(network, view),
                        "network " + network.nameLabel(),
                        "is not attached on",
                        Reason.NetworkUnavailable))
                .orElseGet(Verdict.Ready::new);
    }

    @Override
    public List<String> dependents(ObjectKey resource, Caches caches) {
        Stream<String> vms = InUse.virtualMachines(resource, caches, NetworkUse::ofVm);
        Stream<String> vlans = caches.networks()
                .all()
                .filter(other -> NetworkUse.ofVlan(other).contains(resource)
                        && InUse.counts(other, memory(other).uuid().isPresent(), resource))
                .map(other -> "XcpNetwork " + ObjectKey.of(other));
        return Stream.concat(vms, vlans).sorted().toList();
    }

    @Override
    public void listen(Doorbell<XcpNetwork> bell, Caches caches) {
        bell.on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? NetworkUse.ofVm(vm) : List.of())
                .on(caches.networks(), NetworkUse::ofVlan);
    }

    @Override
    public XcpNetworkStatus status(XcpNetwork resource, AdoptReport report) {
        return NetworkReporter.report(resource, report);
    }
}
