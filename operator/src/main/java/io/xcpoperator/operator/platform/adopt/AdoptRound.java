package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One round's decision about an adopted object: what to do now, and how it will be judged. Pure.
 *
 * @param plan all that Manage would do
 * @param now what of it is done in this round
 * @param refused why nothing may be done, whatever the policy
 */
public record AdoptRound(
        Adopted adopted,
        List<AdoptAction> plan,
        List<AdoptAction> now,
        Optional<Verdict> refused,
        ManagementGate gate) {
    /** Decides. A spec that asks for what this version cannot do is refused whole. */
    public static AdoptRound decide(
            Adopted adopted,
            Owner me,
            Wanted wanted,
            Approvals approvals,
            ManagementGate gate,
            Optional<Verdict.Stalled> unsupported) {
        return switch (adopted) {
            case Adopted.Denied(String message) ->
                refused(adopted, gate, new Verdict.Waiting(Reason.AccessDenied, message));
            case Adopted.CannotTell(Reason reason, String message, boolean _) ->
                refused(adopted, gate, new Verdict.Waiting(reason, message));
            case Adopted.NotOne(Reason reason, String message) ->
                refused(adopted, gate, new Verdict.Waiting(reason, message));
            case Adopted.Present(var _, Existing _)
            when unsupported.isPresent() -> refused(adopted, gate, unsupported.get());
            case Adopted.Present(var pool, Existing object) ->
                switch (AdoptPlan.adopt(me, object, wanted, approvals)) {
                    case AdoptPlan.Refused(Reason reason, String message) ->
                        gate == ManagementGate.OBSERVE
                                ? new AdoptRound(adopted, List.of(), List.of(), Optional.empty(), gate)
                                : refused(adopted, gate, new Verdict.Waiting(reason, message));
                    case AdoptPlan.Write(List<AdoptAction> actions) -> {
                        boolean open = gate.mayWrite() && pool.writes() instanceof WriteState.Open;
                        yield new AdoptRound(
                                adopted,
                                actions,
                                open ? actions : List.of(),
                                closed(pool.writes(), actions, gate),
                                gate);
                    }
                };
        };
    }

    private static Optional<Verdict> closed(WriteState writes, List<AdoptAction> actions, ManagementGate gate) {
        return gate.mayWrite()
                        && !actions.isEmpty()
                        && writes instanceof WriteState.Closed(Reason reason, String message)
                ? Optional.of(new Verdict.Waiting(reason, message))
                : Optional.empty();
    }

    private static AdoptRound refused(Adopted adopted, ManagementGate gate, Verdict verdict) {
        return new AdoptRound(adopted, List.of(), List.of(), Optional.of(verdict), gate);
    }

    /**
     * How the object stands after what was done.
     *
     * @param onHosts how it stands on the hosts, all else being as the spec asks
     */
    public Verdict verdict(Outcome outcome, Verdict onHosts) {
        return refused.or(() -> Verdict.of(outcome)).orElseGet(() -> settled(onHosts));
    }

    private Verdict settled(Verdict onHosts) {
        return switch (gate) {
            case WRITE -> onHosts;
            case PAUSED ->
                plan.isEmpty() ? onHosts : new Verdict.Waiting(Reason.Paused, "paused; waiting: " + differences());
            case OBSERVE -> ready(Reason.Observed, onHosts);
            case PLAN -> ready(Reason.Planned, onHosts);
        };
    }

    private static Verdict ready(Reason reason, Verdict onHosts) {
        return onHosts instanceof Verdict.Ready ? new Verdict.Ready(reason, onHosts.message()) : onHosts;
    }

    /** Ready and its companions, and Synchronized where the object was seen. */
    public List<Condition> conditions(Verdict verdict) {
        var conditions = new ArrayList<>(verdict.conditions());
        if (adopted instanceof Adopted.Present) {
            conditions.add(
                    plan.isEmpty()
                            ? Conditions.isTrue("Synchronized", Reason.Settled, "")
                            : Conditions.isFalse("Synchronized", Reason.Drifted, differences()));
        }
        return conditions;
    }

    private String differences() {
        return String.join(", ", plan.stream().map(AdoptAction::why).toList());
    }
}
