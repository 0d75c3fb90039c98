package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one judgement of a round from which {@code Ready}, {@code Reconciling}, {@code Stalled} and the MESSAGE column all
 * come, so that they cannot disagree. kstatus: Stalled ends a wait at once, so only what a person or another resource
 * must mend is {@link Stalled}. Pure.
 */
public sealed interface Verdict {
    /** The sentence of the MESSAGE column; empty when there is nothing to say. */
    String message();

    Reason reason();

    /** Of a round that did not get on; empty of one that did. */
    static Optional<Verdict> ofTrouble(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled _, Outcome.Acted _, Outcome.Queued _, Outcome.Started _ -> Optional.empty();
            case Outcome.Retry(Reason reason, String message, var _) -> Optional.of(new Working(reason, message));
            case Outcome.Until(var _, Reason reason, String message) -> Optional.of(new Waiting(reason, message));
            case Outcome.Wait(Reason reason, String message) -> Optional.of(new Waiting(reason, message));
            case Outcome.Invalid(Reason reason, String message) -> Optional.of(new Stalled(reason, message));
        };
    }

    /** Of a round; empty where nothing was to be done. */
    static Optional<Verdict> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled _ -> Optional.empty();
            case Outcome.Acted _, Outcome.Queued _ -> Optional.of(new Working(Reason.Applying, "applying changes"));
            case Outcome.Started(String operation) -> Optional.of(new Working(Reason.TaskRunning, operation));
            case Outcome.Retry _, Outcome.Until _, Outcome.Wait _, Outcome.Invalid _ -> ofTrouble(outcome);
        };
    }

    /** Of these the one to tell: what a person must mend comes before what mends itself. */
    static Optional<Verdict> worst(Collection<Verdict> all) {
        return all.stream().min(Comparator.comparingInt(Verdict::rank));
    }

    private int rank() {
        return switch (this) {
            case Stalled _ -> 0;
            case Waiting _ -> 1;
            case Working _ -> 2;
            case Ready _ -> 3;
        };
    }

    /** The same, and for this reason where all is well. */
    default Verdict readyAs(Reason reason) {
        return this instanceof Ready ? new Ready(reason, message()) : this;
    }

    /** Of one that is to be made, and is only planned. */
    static Verdict planned(int calls) {
        return new Waiting(
                Reason.Planned,
                "%d %s planned (status.plan); set managementPolicy to Manage to make %s"
                        .formatted(calls, calls == 1 ? "call" : "calls", calls == 1 ? "it" : "them"));
    }

    /** Everything the spec asks for is so. A message may still tell of pending changes. */
    record Ready(Reason reason, String message) implements Verdict {
        public Ready() {
            this(Reason.Settled, "");
        }
    }

    /** On its way, by itself: a call, a task, a retry. */
    record Working(Reason reason, String message) implements Verdict {}

    /** Not ready and waiting for something that is expected to come without a change of this object. */
    record Waiting(Reason reason, String message) implements Verdict {}

    /** Given up until this object, or what it names, is changed by a person. */
    record Stalled(Reason reason, String message) implements Verdict {}

    /** The three summary conditions; Reconciling and Stalled are there only when True, as kstatus wants it. */
    default List<Condition> conditions() {
        return switch (this) {
            case Ready(Reason reason, String message) -> List.of(Conditions.isTrue(Conditions.READY, reason, message));
            case Working(Reason reason, String message) ->
                List.of(
                        Conditions.isFalse(Conditions.READY, reason, message),
                        Conditions.isTrue(Conditions.RECONCILING, reason, message));
            case Waiting(Reason reason, String message) ->
                List.of(Conditions.isFalse(Conditions.READY, reason, message));
            case Stalled(Reason reason, String message) ->
                List.of(
                        Conditions.isFalse(Conditions.READY, reason, message),
                        Conditions.isTrue(Conditions.STALLED, reason, message));
        };
    }
}
