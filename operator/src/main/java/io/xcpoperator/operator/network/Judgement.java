package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a round comes to: the one value from which the conditions and the MESSAGE column follow. Pure. */
final class Judgement {
    private Judgement() {}

    static Verdict of(ObjectKey resource, Round round) {
        return switch (round.sight()) {
            case Sight.Unreachable(Reason reason, String message) -> new Verdict.Waiting(reason, message);
            case Sight.Seen seen -> of(resource, round, seen);
        };
    }

    private static Verdict of(ObjectKey resource, Round round, Sight.Seen seen) {
        Optional<Verdict> worst = Verdict.worst(round.plan().hindrances());
        return switch (round.gate()) {
            case WRITE ->
                Verdict.ofTrouble(round.outcome())
                        .or(() -> worst)
                        .or(() -> Verdict.of(round.outcome()))
                        .or(() -> round.closed().map(closed -> new Verdict.Waiting(closed.reason(), closed.message())))
                        .orElseGet(() -> settled(resource, round, seen));
            case PAUSED ->
                worst.orElseGet(() -> round.plan().isEmpty()
                        ? standing(seen)
                        : new Verdict.Waiting(Reason.Paused, "paused; waiting: " + differences(round)));
            case OBSERVE -> observed(worst, seen);
            case PLAN -> worst.orElseGet(() -> planned(round, seen));
        };
    }

    private static Verdict settled(ObjectKey resource, Round round, Sight.Seen seen) {
        Verdict standing = standing(seen);
        return round.gated()
                .pending()
                .map(outage -> pending(standing, message(resource, round, outage)))
                .orElse(standing);
    }

    private static Verdict pending(Verdict standing, String message) {
        return standing instanceof Verdict.Ready
                ? new Verdict.Ready(Reason.ApprovalRequired, message)
                : new Verdict.Waiting(Reason.ApprovalRequired, message);
    }

    private static String message(ObjectKey resource, Round round, Outage outage) {
        return "%s: %s"
                .formatted(
                        outage.sentence(),
                        Approvals.command(
                                "xnet",
                                resource,
                                Approvals.OUTAGE,
                                round.memory().approvals().value(Approvals.OUTAGE, outage.hash())));
    }

    private static Verdict standing(Sight.Seen seen) {
        return seen.identity() instanceof Identity.There(var network, var _)
                ? Presence.verdict(seen.want().form(), network, seen.view())
                : new Verdict.Working(Reason.Applying, "the network is being made");
    }

    private static Verdict observed(Optional<Verdict> worst, Sight.Seen seen) {
        return switch (seen.identity()) {
            case Identity.There _ -> standing(seen).readyAs(Reason.Observed);
            case Identity.Absent _ ->
                new Verdict.Waiting(
                        Reason.NotFound, "there is no such network, and managementPolicy Observe makes none");
            case Identity.Refused(Verdict why) -> worst.orElse(why);
        };
    }

    private static Verdict planned(Round round, Sight.Seen seen) {
        if (seen.identity() instanceof Identity.There) {
            return standing(seen).readyAs(Reason.Planned);
        }
        return Verdict.planned(round.plan().calls().size());
    }

    /** What is not as the spec says. */
    static String differences(Round round) {
        Stream<String> waits = round.plan().hindrances().stream().map(Verdict::message);
        return Stream.concat(round.plan().all().map(Step::why).distinct(), waits)
                .collect(Collectors.joining(", "));
    }
}
