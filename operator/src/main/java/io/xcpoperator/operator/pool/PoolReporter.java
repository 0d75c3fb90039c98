package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.pool.PoolHighAvailabilityStatus;
import io.xcpoperator.api.v1alpha1.pool.PoolVirtualMachines;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatusBuilder;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PoolRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The status of an XcpPool, from all that a round saw and did. Pure. */
final class PoolReporter {
    static final String CONNECTED = "Connected";
    static final String NEW_LOGIN_REFUSED = "NewLoginRefused";
    private static final String SYNCHRONIZED = "Synchronized";
    private static final String NETWORKS_UNIFORM = "NetworksUniform";
    private static final String ROLLING_UPGRADE = "RollingUpgrade";
    private static final int NAMED = 5;

    private final InstantSource clock;

    PoolReporter(InstantSource clock) {
        this.clock = clock;
    }

    XcpPoolStatus report(XcpPool pool, Observed observed, PoolPlan plan, ManagementGate gate, Outcome outcome) {
        Verdict verdict = PoolVerdict.of(pool.getSpec(), observed, plan, gate, outcome);
        return report(pool, observed, plan, gate, verdict, PoolQuestions.of(observed));
    }

    /** Of one that is not applied; of a pool that is not connected nothing can be foreseen. */
    XcpPoolStatus foreseen(XcpPool pool, Observed observed, PoolPlan plan) {
        Verdict verdict = PoolVerdict.of(pool.getSpec(), observed, plan, ManagementGate.PLAN, new Outcome.Settled());
        boolean unseen =
                observed.setup() instanceof Setup.Complete && observed.link() instanceof Observed.Link.NotOpened;
        return report(
                pool,
                observed,
                plan,
                ManagementGate.PLAN,
                unseen ? PoolVerdict.NOT_YET : verdict,
                PoolQuestions.of(observed));
    }

    /** While it is being deleted, the verdict is about that. */
    XcpPoolStatus deleting(XcpPool pool, Observed observed, Verdict verdict) {
        Map<String, Set<String>> asked =
                PoolQuestions.deleting(pool.getMetadata().getUid(), observed);
        return report(pool, observed, PoolPlan.of(List.of()), ManagementGate.OBSERVE, verdict, asked);
    }

    private XcpPoolStatus report(
            XcpPool pool,
            Observed observed,
            PoolPlan plan,
            ManagementGate gate,
            Verdict verdict,
            Map<String, Set<String>> asked) {
        long generation = pool.getMetadata().getGeneration();
        XcpPoolStatus old = pool.getStatus();
        XcpPoolStatusBuilder next = old == null ? XcpPoolStatusBuilder.builder() : XcpPoolStatusBuilder.builder(old);
        var conditions = new ArrayList<>(verdict.conditions());
        conditions.add(connected(observed));
        observed.held()
                .ifPresent(held ->
                        conditions.add(Conditions.isTrue("MassDeletionHeld", Reason.MassDeletionHeld, held.message())));
        observed.refusal()
                .ifPresent(why -> conditions.add(Conditions.isTrue(NEW_LOGIN_REFUSED, Reason.CredentialsRefused, why)));
        if (observed.link() instanceof Observed.Link.Up up) {
            seen(next, up, observed);
            conditions.add(inSync(plan));
            Conditions.contested(plan.hindrances()).ifPresent(conditions::add);
            conditions.add(uniform(up.view()));
            conditions.addAll(ofPool(up));
        }
        if (verdict instanceof Verdict.Waiting(Reason reason, String message) && reason == Reason.InUse) {
            conditions.add(Conditions.isTrue("InUse", reason, message));
        }
        return next.observedGeneration(generation)
                .connection(ConnectionReport.of(observed.link(), observed.setup(), old))
                .message(Conditions.shortened(verdict.message()))
                .plan(gate == ManagementGate.PLAN ? Plans.status(calls(pool, plan.actions())) : null)
                .approvals(observed.approvals().toStatus(asked))
                .conditions(Conditions.replace(old == null ? null : old.conditions(), conditions, generation, clock))
                .build();
    }

    private static void seen(XcpPoolStatusBuilder status, Observed.Link.Up up, Observed observed) {
        status.poolUuid(up.pool().value())
                .version(PoolFigures.version(up.view()).orElse(null))
                .hosts(up.view().hosts().size())
                .virtualMachineCount(PoolFigures.guests(up.view()))
                .virtualMachines(new PoolVirtualMachines(observed.managed(), PoolFigures.running(up.view())))
                .highAvailability(up.view()
                        .pool()
                        .map(record -> new PoolHighAvailabilityStatus(record.haEnabled()))
                        .orElse(null));
    }

    private static Condition connected(Observed observed) {
        return switch (observed.link()) {
            case Observed.Link.NotOpened _ ->
                Conditions.isFalse(CONNECTED, Reason.PoolNotReady, "no connection was opened");
            case Observed.Link.Opening _ -> Conditions.isUnknown(CONNECTED, Reason.Connecting, "connecting");
            case Observed.Link.Reading _ -> Conditions.isTrue(CONNECTED, Reason.Connecting, "reading the pool");
            case Observed.Link.Down down ->
                Conditions.isFalse(
                        CONNECTED, down.failure().reason(), down.failure().message());
            case Observed.Link.Up _ -> Conditions.isTrue(CONNECTED, Reason.Connected, "");
        };
    }

    private static Condition inSync(PoolPlan plan) {
        List<String> differences = Stream.concat(
                        plan.actions().stream()
                                .filter(action -> !(action instanceof PoolAction.Claim))
                                .map(PoolAction::why),
                        plan.hindrances().stream().map(Verdict::message))
                .toList();
        return differences.isEmpty()
                ? Conditions.isTrue(SYNCHRONIZED, Reason.Settled, "")
                : Conditions.isFalse(SYNCHRONIZED, Reason.Drifted, String.join(", ", differences));
    }

    /** What is True of few pools is told only where it is. */
    private static List<Condition> ofPool(Observed.Link.Up up) {
        var conditions = new ArrayList<Condition>();
        if (up.writes() instanceof WriteState.Closed(Reason reason, String message)
                && reason == Reason.OtherManagerActive) {
            conditions.add(Conditions.isTrue("OtherManagerActive", reason, message));
        }
        rollingUpgrade(up.view()).ifPresent(conditions::add);
        return conditions;
    }

    static Optional<Condition> rollingUpgrade(PoolView view) {
        boolean begun = view.pool()
                .map(PoolRecord::otherConfig)
                .filter(config -> config.containsKey("rolling_upgrade_in_progress"))
                .isPresent();
        if (begun) {
            return Optional.of(Conditions.isTrue(
                    ROLLING_UPGRADE,
                    Reason.RollingUpgrade,
                    "a rolling upgrade is in progress: snapshots, storage motion, new storage and HA wait"));
        }
        return PoolFigures.isUniform(view)
                ? Optional.empty()
                : Optional.of(Conditions.isTrue(
                        ROLLING_UPGRADE,
                        Reason.VersionsDiffer,
                        "members run different versions: " + PoolFigures.versions(view)));
    }

    /** A VM can move only where its networks are. */
    private static Condition uniform(PoolView view) {
        List<String> lacking = view.networks().stream()
                .flatMap(network -> Reach.ofNetwork(network, view).lackingHosts().stream()
                        .map(host -> "%s is not attached on %s".formatted(network.nameLabel(), host)))
                .sorted()
                .toList();
        String more = lacking.size() > NAMED ? " and %d more".formatted(lacking.size() - NAMED) : "";
        return lacking.isEmpty()
                ? Conditions.isTrue(NETWORKS_UNIFORM, Reason.Settled, "")
                : Conditions.isFalse(
                        NETWORKS_UNIFORM,
                        Reason.NetworkUnavailable,
                        String.join(", ", lacking.stream().limit(NAMED).toList()) + more);
    }

    private static List<PlannedCall> calls(XcpPool pool, List<PoolAction> plan) {
        String on = "pool " + pool.getMetadata().getName();
        return plan.stream()
                .flatMap(action -> action.calls().stream().map(call -> new PlannedCall(call, on, action.why())))
                .toList();
    }
}
