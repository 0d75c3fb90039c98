package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Standing;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.List;
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
                        .or(() -> Verdict.of(round.outcome())
                                .filter(_ -> !round.plan().isEmpty()))
                        .or(() -> round.closed().map(closed -> new Verdict.Waiting(closed.reason(), closed.message())))
                        .or(() -> round.gated().pending().map(format -> asks(resource, round, format)))
                        .orElseGet(() -> standing(seen));
            case PAUSED ->
                worst.orElseGet(() -> round.plan().isEmpty()
                        ? standing(seen)
                        : new Verdict.Waiting(Reason.Paused, "paused; waiting: " + differences(round)));
            case OBSERVE -> observed(worst, seen);
            case PLAN -> worst.orElseGet(() -> planned(round, seen));
        };
    }

    private static Verdict asks(ObjectKey resource, Round round, StoragePlan.Format format) {
        return new Verdict.Waiting(
                Reason.ApprovalRequired,
                "%s: %s"
                        .formatted(
                                format.message(),
                                Approvals.command(
                                        "xsr",
                                        resource,
                                        Approvals.FORMAT,
                                        round.memory().approvals().value(Approvals.FORMAT, format.subject()))));
    }

    private static Verdict standing(Sight.Seen seen) {
        return seen.identity() instanceof Identity.There(SrRecord storage, var _)
                ? onHosts(storage, seen)
                : new Verdict.Working(Reason.Applying, "the storage repository is being made");
    }

    private static Verdict onHosts(SrRecord storage, Sight.Seen seen) {
        Reach reach = Reach.ofStorage(storage, seen.view());
        String what = "storage repository " + storage.nameLabel();
        List<String> refused = seen.want().made().isEmpty()
                ? List.of()
                : seen.view().pbdsOf(storage.ref()).stream()
                        .filter(pbd -> !pbd.currentlyAttached())
                        .flatMap(pbd -> seen
                                .known()
                                .setback(TaskMark.plugging(pbd.uuid().value()))
                                .stream())
                        .map(Verdict::message)
                        .sorted()
                        .toList();
        return refused.isEmpty()
                ? Standing.of(reach, what, "is not plugged in on", Reason.StorageNotAttached)
                : Standing.of(
                        reach,
                        "%s is not plugged in on %s: %s"
                                .formatted(what, String.join(", ", reach.lackingHosts()), String.join("; ", refused)),
                        Reason.StorageNotAttached);
    }

    private static Verdict observed(Optional<Verdict> worst, Sight.Seen seen) {
        return switch (seen.identity()) {
            case Identity.There _ -> standing(seen).readyAs(Reason.Observed);
            case Identity.Absent _ ->
                new Verdict.Waiting(
                        Reason.NotFound,
                        "there is no such storage repository, and managementPolicy Observe makes none");
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
        Stream<String> steps = round.plan().steps().stream()
                .filter(step -> !(step.action() instanceof StorageAction.Settle))
                .map(Step::why)
                .distinct();
        return Stream.concat(steps, waits).collect(Collectors.joining(", "));
    }
}
