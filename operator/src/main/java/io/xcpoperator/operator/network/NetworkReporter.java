package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.network.EffectiveNetwork;
import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatusBuilder;
import io.xcpoperator.operator.platform.adopt.AdoptRound;
import io.xcpoperator.operator.platform.adopt.Adopted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.types.NetworkUuid;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of an XcpNetwork. Pure. */
final class NetworkReporter {
    private final InstantSource clock;

    NetworkReporter(InstantSource clock) {
        this.clock = clock;
    }

    XcpNetworkStatus report(XcpNetwork network, AdoptRound round, Verdict verdict, Approvals approvals) {
        XcpNetworkStatusBuilder next = builder(network);
        if (round.adopted() instanceof Adopted.Present(var pool, var object)
                && round.refused().isEmpty()) {
            PoolView view = pool.view();
            view.network(new NetworkUuid(object.uuid())).ifPresent(record -> seen(next, record, view));
        }
        return finish(next, network, verdict, round.conditions(verdict), approvals)
                .plan(round.gate() == ManagementGate.PLAN ? Plans.status(calls(round)) : null)
                .build();
    }

    XcpNetworkStatus deleting(XcpNetwork network, Verdict verdict, Approvals approvals) {
        return finish(builder(network), network, verdict, verdict.conditions(), approvals)
                .build();
    }

    private static XcpNetworkStatusBuilder builder(XcpNetwork network) {
        return network.getStatus() == null
                ? XcpNetworkStatusBuilder.builder()
                : XcpNetworkStatusBuilder.builder(network.getStatus());
    }

    private XcpNetworkStatusBuilder finish(
            XcpNetworkStatusBuilder next,
            XcpNetwork network,
            Verdict verdict,
            List<Condition> conditions,
            Approvals approvals) {
        long generation = network.getMetadata().getGeneration();
        List<Condition> old =
                network.getStatus() == null ? null : network.getStatus().conditions();
        return next.observedGeneration(generation)
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus())
                .effective(new EffectiveNetwork(DeletionPolicy.Retain, null))
                .conditions(Conditions.replace(old, withUniform(next.hosts(), conditions), generation, clock));
    }

    private static void seen(XcpNetworkStatusBuilder status, NetworkRecord record, PoolView view) {
        status.uuid(record.uuid().value()).bridge(record.bridge()).hosts(onHosts(record, view));
    }

    static List<NetworkOnHost> onHosts(NetworkRecord network, PoolView view) {
        return view.hosts().stream()
                .map(host -> {
                    Optional<PifRecord> pif = view.pifsOf(network.ref()).stream()
                            .filter(p -> p.host().equals(host.ref()))
                            .findFirst();
                    return new NetworkOnHost(
                            host.nameLabel(),
                            pif.map(PifRecord::device).orElse(null),
                            pif.map(PifRecord::currentlyAttached).orElse(false));
                })
                .sorted(Comparator.comparing(NetworkOnHost::host))
                .toList();
    }

    /** A VM can move only where its networks are. */
    private static List<Condition> withUniform(@Nullable List<NetworkOnHost> hosts, List<Condition> conditions) {
        if (hosts == null) {
            return conditions;
        }
        List<String> missing = hosts.stream()
                .filter(host -> !Boolean.TRUE.equals(host.attached()))
                .map(NetworkOnHost::host)
                .toList();
        Condition uniform = missing.isEmpty()
                ? Conditions.isTrue("Uniform", Reason.Settled, "")
                : Conditions.isFalse("Uniform", Reason.Drifted, "not attached on " + String.join(", ", missing));
        return Stream.concat(conditions.stream(), Stream.of(uniform)).toList();
    }

    private static List<PlannedCall> calls(AdoptRound round) {
        return round.adopted() instanceof Adopted.Present(var _, var object)
                ? round.plan().stream()
                        .map(action ->
                                new PlannedCall("network." + action.verb().message(), object.nameLabel(), action.why()))
                        .toList()
                : List.of();
    }
}
