package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.PendingChange;
import io.xcpoperator.api.v1alpha1.PendingChanges;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.network.EffectiveNetwork;
import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.gate.WayOut;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status of an XcpNetwork. Pure. */
final class NetworkReporter {
    private final InstantSource clock;

    NetworkReporter(InstantSource clock) {
        this.clock = clock;
    }

    XcpNetworkStatus report(XcpNetwork resource, Round round) {
        Verdict verdict = Judgement.of(ObjectKey.of(resource), round);
        var conditions = new ArrayList<>(verdict.conditions());
        XcpNetworkStatusBuilder next = before(resource);
        round.sight().seen().ifPresent(seen -> {
            next.effective(effective(seen.want()));
            if (isShown(seen, round.gate())) {
                round.sight().there().ifPresent(there -> {
                    conditions.add(fill(next, there.network(), seen));
                    conditions.add(synchronizedWith(round));
                });
            }
        });
        Conditions.contested(round.plan().hindrances()).ifPresent(conditions::add);
        return next.observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()))
                .approvals(round.memory().approvals().toStatus(asked(round)))
                .pendingChanges(
                        round.gated().pending().map(o -> pending(o, round)).orElse(null))
                .pendingCreations(creations(resource.getStatus(), round.sight()))
                .plan(
                        round.gate() == ManagementGate.PLAN
                                ? Plans.status(round.plan().calls())
                                : null)
                .conditions(conditions(resource, conditions))
                .build();
    }

    /** With the token that the creation will carry. */
    XcpNetworkStatus reserve(XcpNetworkStatus status, String token) {
        String since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return XcpNetworkStatusBuilder.builder(status)
                .pendingCreations(List.of(new PendingCreation(NetworkMemory.NETWORK, token, since)))
                .build();
    }

    XcpNetworkStatus deleting(XcpNetwork resource, Verdict why, Approvals approvals) {
        Verdict verdict = WayOut.shown(why, "xnet", resource, approvals);
        return before(resource)
                .observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus(
                        Map.of(Approvals.ABANDON, Set.of(resource.getMetadata().getUid()))))
                .plan(null)
                .pendingChanges(null)
                .conditions(conditions(resource, verdict.conditions()))
                .build();
    }

    private static XcpNetworkStatusBuilder before(XcpNetwork resource) {
        return resource.getStatus() == null
                ? XcpNetworkStatusBuilder.builder()
                : XcpNetworkStatusBuilder.builder(resource.getStatus());
    }

    private List<Condition> conditions(XcpNetwork resource, List<Condition> next) {
        return Conditions.replace(
                resource.getStatus() == null ? null : resource.getStatus().conditions(),
                next,
                resource.getMetadata().getGeneration(),
                clock);
    }

    /** What is another's is not shown as ours, unless it is only looked at. */
    private static boolean isShown(Sight.Seen seen, ManagementGate gate) {
        return seen.identity() instanceof Identity.There(NetworkRecord network, var _)
                && (gate == ManagementGate.OBSERVE
                        || switch (Identity.of(network, seen.want().me())) {
                            case Ownership.Ours _, Ownership.Unmarked _, Ownership.Inherited _ -> true;
                            case Ownership.AnothersOwn _, Ownership.PreviousIncarnation _, Ownership.Unreadable _ ->
                                false;
                        });
    }

    private static Condition fill(XcpNetworkStatusBuilder next, NetworkRecord network, Sight.Seen seen) {
        PoolView view = seen.view();
        next.uuid(network.uuid().value())
                .bridge(network.bridge())
                .hosts(onHosts(seen.want().form(), network, view));
        Reach reach = Presence.reach(seen.want().form(), network, view);
        return reach.isComplete()
                ? Conditions.isTrue("Uniform", Reason.Settled, "")
                : Conditions.isFalse(
                        "Uniform", Reason.Drifted, "not attached on " + String.join(", ", reach.lackingHosts()));
    }

    private static Condition synchronizedWith(Round round) {
        return round.plan().isEmpty() && round.plan().hindrances().isEmpty()
                ? Conditions.isTrue("Synchronized", Reason.Settled, "")
                : Conditions.isFalse("Synchronized", Reason.Drifted, Judgement.differences(round));
    }

    private static EffectiveNetwork effective(DesiredNetwork want) {
        return new EffectiveNetwork(
                want.destroys() ? DeletionPolicy.Delete : DeletionPolicy.Retain, want.isMade() ? want.name() : null);
    }

    /** One without any interface is on every host, each makes its own; but a VLAN or bond is then on none. */
    static List<NetworkOnHost> onHosts(DesiredNetwork.Form form, NetworkRecord network, PoolView view) {
        boolean everywhere = view.pifsOf(network.ref()).isEmpty()
                && Presence.reach(form, network, view).isComplete();
        return view.hosts().stream()
                .map(host -> {
                    Optional<PifRecord> pif = Interfaces.on(host, network, view);
                    return new NetworkOnHost(
                            host.nameLabel(),
                            pif.map(PifRecord::device).orElse(null),
                            pif.map(PifRecord::currentlyAttached).orElse(everywhere));
                })
                .sorted(Comparator.comparing(NetworkOnHost::host))
                .toList();
    }

    private static PendingChanges pending(Outage outage, Round round) {
        return new PendingChanges(
                round.memory().approvals().value(Approvals.OUTAGE, outage.hash()),
                outage.changes().stream()
                        .map(change -> new PendingChange(
                                change.field(),
                                change.from().isEmpty() ? null : change.from(),
                                change.to(),
                                FieldClass.Live,
                                Reason.ApprovalRequired.text()))
                        .toList());
    }

    /** Until the network is found by its mark. */
    private static @Nullable List<PendingCreation> creations(@Nullable XcpNetworkStatus status, Sight sight) {
        boolean found = sight.seen()
                .filter(seen -> seen.identity() instanceof Identity.There(var network, var _)
                        && Identity.of(network, seen.want().me()) instanceof Ownership.Ours)
                .isPresent();
        return status == null || found ? null : status.pendingCreations();
    }

    /** What a person is asked to approve now; where that cannot be told, nothing is latched and nothing is spent. */
    private static Map<String, Set<String>> asked(Round round) {
        if (!(round.sight() instanceof Sight.Seen seen) || !seen.problems().isEmpty()) {
            return Map.of();
        }
        return Map.of(
                Approvals.ABANDON, Set.of(),
                Approvals.OUTAGE,
                        round.plan().outage().map(o -> Set.of(o.hash())).orElse(Set.of()),
                Approvals.RECREATE, lost(seen, round, Reason.Missing),
                Approvals.TAKE_OVER, takeOver(seen, round));
    }

    private static Set<String> takeOver(Sight.Seen seen, Round round) {
        return seen.identity() instanceof Identity.There(NetworkRecord network, var _)
                ? asksForMark(network, seen, round)
                : lost(seen, round, Reason.MarkLost);
    }

    private static Set<String> asksForMark(NetworkRecord network, Sight.Seen seen, Round round) {
        String uuid = network.uuid().value();
        boolean unmarked = seen.want().isMade()
                && round.memory().uuid().equals(Optional.of(uuid))
                && !(Identity.of(network, seen.want().me()) instanceof Ownership.Ours);
        return unmarked ? Set.of(uuid) : AdoptPlan.asked(seen.want().me(), Identity.object(network));
    }

    /** The network that status knows and the pool, or its mark, has lost. While it is being made again it still is asked for. */
    private static Set<String> lost(Sight.Seen seen, Round round, Reason reason) {
        boolean isSo = switch (seen.identity()) {
            case Identity.Refused(Verdict why) -> why.reason() == reason;
            case Identity.Absent _ -> reason == Reason.Missing;
            case Identity.There _ -> false;
        };
        return isSo && seen.want().isMade() ? round.memory().uuid().map(Set::of).orElse(Set.of()) : Set.of();
    }
}
