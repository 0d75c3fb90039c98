package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a round: the first of an ordered list of things that keep a pool from being Ready. Pure. */
final class PoolVerdict {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** Of a manifest, for which no connection is opened. */
    static final Verdict NOT_YET = new Verdict.Waiting(
            Reason.PoolNotReady,
            "no plan before it is connected: apply it with managementPolicy Plan, which connects and writes nothing, and see status.plan");

    private PoolVerdict() {}

    static Verdict of(XcpPoolSpec spec, Observed observed, PoolPlan plan, ManagementGate gate, Outcome outcome) {
        return Stream.<Optional<Verdict>>of(
                        setup(observed),
                        elder(observed),
                        link(observed),
                        unsupported(spec),
                        storage(observed),
                        pending(observed, plan.actions(), gate),
                        Verdict.ofTrouble(outcome),
                        plan.hindrances().stream().findFirst(),
                        Verdict.of(outcome))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> ready(observed, gate));
    }

    private static Verdict ready(Observed observed, ManagementGate gate) {
        String message = Stream.of(observed.refusal(), observed.held().map(held -> held.message()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return switch (gate) {
            case WRITE, PAUSED -> new Verdict.Ready(Reason.Settled, message);
            case OBSERVE -> new Verdict.Ready(Reason.Observed, message);
            case PLAN -> new Verdict.Ready(Reason.Planned, message);
        };
    }

    private static Optional<Verdict> setup(Observed observed) {
        return switch (observed.setup()) {
            case Setup.Complete _ -> Optional.empty();
            case Setup.Missing(Reason reason, String message) -> Optional.of(new Verdict.Waiting(reason, message));
            case Setup.Wrong(Reason reason, String message) -> Optional.of(new Verdict.Stalled(reason, message));
        };
    }

    private static Optional<Verdict> elder(Observed observed) {
        return observed.elder()
                .map(elder -> new Verdict.Stalled(
                        Reason.DuplicatePool,
                        "XcpPool %s stands for the same pool and is older; delete one of the two".formatted(elder)));
    }

    private static Optional<Verdict> link(Observed observed) {
        return switch (observed.link()) {
            case Observed.Link.NotOpened _, Observed.Link.Opening _ ->
                Optional.of(new Verdict.Working(Reason.Connecting, "connecting"));
            case Observed.Link.Reading _ -> Optional.of(new Verdict.Working(Reason.Connecting, "reading the pool"));
            case Observed.Link.Down down ->
                Optional.of(new Verdict.Waiting(down.failure().reason(), message(down)));
            case Observed.Link.Up _ -> Optional.empty();
        };
    }

    /** Of a pool that is being deleted: what holds it, and what keeps the connection away meanwhile. */
    static Verdict.Waiting deleting(Verdict.Waiting held, Observed observed) {
        return observed.link() instanceof Observed.Link.Down down
                ? new Verdict.Waiting(held.reason(), held.message() + "; besides, " + message(down))
                : held;
    }

    /** With the next attempt, where one is worth waiting for. */
    static String message(Observed.Link.Down down) {
        LinkFailure failure = down.failure();
        return failure.person()
                ? failure.message()
                : "%s, retrying at %s".formatted(failure.message(), SECOND.format(down.nextAttempt()));
    }

    /** A field that is set and not acted on must not look as if it were. */
    private static Optional<Verdict> unsupported(XcpPoolSpec spec) {
        List<String> fields = NotYetFields.in(spec);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Stalled(
                        Reason.NotSupportedYet,
                        "this version of the operator does not act on spec.%s; all else of the spec holds"
                                .formatted(String.join(", spec.", fields))));
    }

    private static Optional<Verdict> storage(Observed observed) {
        return Stream.of(observed.defaultStorage(), observed.suspendStorage())
                .flatMap(choice -> choice instanceof Observed.StorageChoice.Waiting(String message)
                        ? Stream.of(message)
                        : Stream.of())
                .findFirst()
                .map(message -> new Verdict.Waiting(Reason.ReferenceNotReady, message));
    }

    private static Optional<Verdict> pending(Observed observed, List<PoolAction> plan, ManagementGate gate) {
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        return switch (gate) {
            case OBSERVE, PLAN -> Optional.empty();
            case PAUSED ->
                Optional.of(new Verdict.Waiting(
                        Reason.Paused,
                        "paused; waiting: "
                                + String.join(
                                        ", ", plan.stream().map(PoolAction::why).toList())));
            case WRITE ->
                observed.link() instanceof Observed.Link.Up up
                                && up.writes() instanceof WriteState.Closed(Reason reason, String message)
                        ? Optional.of(new Verdict.Waiting(reason, message))
                        : Optional.empty();
        };
    }
}
