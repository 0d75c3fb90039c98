package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.operator.platform.kube.Notice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a round is worth an Event, for every kind alike (decision 0068). Pure. */
public final class Notices {
    /** What is told when it begins although nobody has to mend the object itself. */
    private static final Set<Reason> TOLD = Set.of(Reason.MassDeletionHeld, Reason.Contested);

    private Notices() {}

    /** Both of these. */
    public static List<Notice> of(
            @Nullable List<Condition> before, List<String> why, Outcome outcome, Verdict verdict) {
        return Stream.concat(changed(why, outcome).stream(), trouble(before, outcome, verdict).stream())
                .toList();
    }

    /**
     * What was changed in the pool, in one; empty where nothing was, or the round failed on the way.
     *
     * @param why of each change its reason, as the plan has it
     */
    private static Optional<Notice> changed(List<String> why, Outcome outcome) {
        boolean acted = outcome instanceof Outcome.Acted || outcome instanceof Outcome.Started;
        return acted && !why.isEmpty()
                ? Optional.of(new Notice(
                        false, "Changed", "Change", why.stream().distinct().collect(Collectors.joining("; "))))
                : Optional.empty();
    }

    /**
     * A call that the pool would not make, or a refusal of ours, when it begins and when it turns into something else.
     * What passes by itself is not told.
     *
     * @param before the conditions that the round found
     */
    public static Optional<Notice> trouble(@Nullable List<Condition> before, Outcome outcome, Verdict verdict) {
        return Verdict.ofTrouble(outcome)
                .filter(trouble -> !(trouble instanceof Verdict.Working))
                .map(trouble -> warning(trouble.reason(), trouble.message()))
                .or(() -> stopped(before, verdict));
    }

    private static Optional<Notice> stopped(@Nullable List<Condition> before, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stalled(Reason reason, String message) ->
                began(before, Conditions.STALLED, reason).map(why -> warning(why, message));
            case Verdict.Waiting(Reason reason, String message)
            when TOLD.contains(reason) ->
                began(before, Conditions.READY, reason).map(why -> warning(why, message));
            case Verdict.Waiting _, Verdict.Working _, Verdict.Ready _ -> Optional.empty();
        };
    }

    private static Optional<Reason> began(@Nullable List<Condition> before, String condition, Reason reason) {
        boolean known = Conditions.find(before, condition)
                .filter(c -> reason.text().equals(c.getReason()))
                .isPresent();
        return known ? Optional.empty() : Optional.of(reason);
    }

    private static Notice warning(Reason reason, String message) {
        return new Notice(true, reason.text(), "Reconcile", message);
    }
}
