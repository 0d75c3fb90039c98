package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.network.EffectiveNetwork;
import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatusBuilder;
import io.xcpoperator.operator.platform.adopt.AdoptReport;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.types.NetworkUuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The status of an XcpNetwork. Pure. */
final class NetworkReporter {
    private NetworkReporter() {}

    static XcpNetworkStatus report(XcpNetwork network, AdoptReport report) {
        XcpNetworkStatusBuilder next = network.getStatus() == null
                ? XcpNetworkStatusBuilder.builder()
                : XcpNetworkStatusBuilder.builder(network.getStatus());
        var more = new ArrayList<Condition>();
        report.seen()
                .ifPresent(seen -> seen.view()
                        .network(new NetworkUuid(seen.uuid()))
                        .ifPresent(record -> {
                            next.uuid(seen.uuid()).bridge(record.bridge()).hosts(onHosts(record, seen.view()));
                            more.add(uniform(Reach.ofNetwork(record, seen.view())));
                        }));
        return next.observedGeneration(report.generation())
                .message(report.message())
                .approvals(report.approvals())
                .plan(report.plan())
                .effective(new EffectiveNetwork(DeletionPolicy.Retain, null))
                .conditions(report.conditions(more.toArray(Condition[]::new)))
                .build();
    }

    /** One without any interface is on every host: each makes its own. */
    static List<NetworkOnHost> onHosts(NetworkRecord network, PoolView view) {
        List<PifRecord> all = view.pifsOf(network.ref());
        return view.hosts().stream()
                .map(host -> {
                    Optional<PifRecord> pif = all.stream()
                            .filter(p -> p.host().equals(host.ref()))
                            .findFirst();
                    return new NetworkOnHost(
                            host.nameLabel(),
                            pif.map(PifRecord::device).orElse(null),
                            pif.map(PifRecord::currentlyAttached).orElse(all.isEmpty()));
                })
                .sorted(Comparator.comparing(NetworkOnHost::host))
                .toList();
    }

    /** A VM can move only where its networks are. */
    private static Condition uniform(Reach reach) {
        return reach.isComplete()
                ? Conditions.isTrue("Uniform", Reason.Settled, "")
                : Conditions.isFalse(
                        "Uniform", Reason.Drifted, "not attached on " + String.join(", ", reach.lackingHosts()));
    }
}
