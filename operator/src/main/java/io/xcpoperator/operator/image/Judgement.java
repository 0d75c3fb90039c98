package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a round comes to: the one value from which the conditions and the MESSAGE column follow. Pure. */
final class Judgement {
    private Judgement() {}

    static Verdict of(Round round) {
        return switch (round.sight()) {
            case Sight.Unreachable(Reason reason, String message, boolean _) -> new Verdict.Waiting(reason, message);
            case Sight.Unusable(Verdict why) -> why;
            case Sight.Seen seen -> of(round, seen);
        };
    }

    private static Verdict of(Round round, Sight.Seen seen) {
        Optional<Verdict> hindrance = round.plan().hindrance();
        return switch (round.gate()) {
            case WRITE ->
                Verdict.ofTrouble(round.outcome())
                        .or(() -> hindrance)
                        .or(() -> round.closed().map(closed -> new Verdict.Waiting(closed.reason(), closed.message())))
                        .or(() -> Verdict.of(round.outcome()))
                        .orElseGet(() -> standing(seen));
            case PAUSED ->
                hindrance.orElseGet(() -> round.plan().steps().isEmpty()
                        ? standing(seen)
                        : new Verdict.Waiting(Reason.Paused, "paused; waiting: " + waiting(round)));
            case OBSERVE -> hindrance.orElseGet(() -> observed(seen));
            case PLAN -> hindrance.orElseGet(() -> planned(round, seen));
        };
    }

    private static Verdict standing(Sight.Seen seen) {
        return switch (seen.identity()) {
            case Identity.There(var vdi, var _) ->
                vdi.missing()
                        ? new Verdict.Waiting(
                                Reason.DiskUnavailable,
                                "the storage did not find disk %s when it looked last"
                                        .formatted(vdi.uuid().value()))
                        : new Verdict.Ready();
            case Identity.Absent _ -> new Verdict.Working(Reason.Applying, "the image is being brought in");
            case Identity.Refused(Verdict why) -> why;
        };
    }

    private static Verdict observed(Sight.Seen seen) {
        return switch (seen.identity()) {
            case Identity.There _ -> ready(Reason.Observed, standing(seen));
            case Identity.Absent _ ->
                new Verdict.Waiting(
                        Reason.NotFound, "there is no such image, and managementPolicy Observe brings none in");
            case Identity.Refused(Verdict why) -> why;
        };
    }

    private static Verdict planned(Round round, Sight.Seen seen) {
        if (seen.identity() instanceof Identity.There) {
            return ready(Reason.Planned, standing(seen));
        }
        int calls = round.plan().calls().size();
        return new Verdict.Waiting(
                Reason.Planned,
                "%d %s planned (status.plan); set managementPolicy to Manage to make %s"
                        .formatted(calls, calls == 1 ? "call" : "calls", calls == 1 ? "it" : "them"));
    }

    private static Verdict ready(Reason reason, Verdict standing) {
        return standing instanceof Verdict.Ready ? new Verdict.Ready(reason, standing.message()) : standing;
    }

    private static String waiting(Round round) {
        return round.plan().steps().stream().map(Step::why).distinct().collect(Collectors.joining(", "));
    }
}
