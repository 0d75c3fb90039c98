package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.kube.Notice;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a round is worth an Event (decision 0068): what it changed in the pool, in one, and what was refused. The steps
 * of a creation are one Event at its end. Pure.
 */
final class VmNotices {
    private static final String CHANGED = "Changed";

    private VmNotices() {}

    static List<Notice> of(VirtualMachine resource, Report report, Verdict verdict) {
        List<Notice> notices = new ArrayList<>();
        if (report.look().observed() instanceof Observed.Seen seen) {
            done(report, seen).ifPresent(notices::add);
            Troubles troubles = Troubles.of(report.look());
            seen.tasks().stream()
                    .flatMap(task -> failed(troubles, task).stream())
                    .forEach(notices::add);
        }
        refused(report.outcome()).or(() -> stalled(resource, verdict)).ifPresent(notices::add);
        return notices;
    }

    /** What was carried out: the plan up to its first task, unless it failed on the way. */
    private static Optional<Notice> done(Report report, Observed.Seen seen) {
        boolean acted = report.outcome() instanceof Outcome.Acted || report.outcome() instanceof Outcome.Started;
        List<Step> steps = acted ? carriedOut(report.gated().now()) : List.of();
        boolean made = steps.stream().anyMatch(step -> step.action() instanceof MakingAction.FinishMaking);
        List<Step> told = steps.stream()
                .filter(step -> word(step.action()).isPresent())
                .filter(step -> !(made && step.action() instanceof MakingAction.Mark))
                .toList();
        boolean making =
                Judgement.vm(seen.identity()).map(VmFacts::making).orElse(seen.identity() instanceof Identity.Absent);
        if (told.isEmpty() || (making && !made && !destroys(told))) {
            return Optional.empty();
        }
        String word = made
                ? "Created"
                : told.stream()
                        .flatMap(s -> word(s.action()).stream())
                        .filter(w -> !w.equals(CHANGED))
                        .findFirst()
                        .orElse(CHANGED);
        String note = told.stream().map(VmNotices::told).distinct().collect(Collectors.joining("; "));
        return Optional.of(new Notice(false, word, word, note));
    }

    /** A task was asked for, and may fail yet; all else was done. */
    private static String told(Step step) {
        return step.action().isTask()
                ? Operations.name(step.action().calls().getLast()) + " asked for: " + step.why()
                : step.why();
    }

    private static boolean destroys(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.action() instanceof DestroyAction);
    }

    private static List<Step> carriedOut(List<Step> steps) {
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            done.add(step);
            if (step.action().isTask()) {
                break;
            }
        }
        return done;
    }

    /** What happened, in one word; nothing for what only we look at. */
    private static Optional<String> word(Action action) {
        return switch (action) {
            case MakingAction.Clone _, MakingAction.FinishMaking _ -> Optional.of(CHANGED);
            case MakingAction.Mark _ -> Optional.of("Adopted");
            case MakingAction.Unmark _ -> Optional.of("Released");
            case SettingAction.SetKey _, SettingAction.RemoveKey _, TaskAction _ -> Optional.empty();
            case DiskAction.MarkVbd _, DiskAction.MarkVdi _, NicAction.MarkNic _ -> Optional.empty();
            case SettingAction _, DiskAction _, NicAction _ -> Optional.of(CHANGED);
            case PowerAction a -> Optional.of(Operations.name(a.calls().getLast()));
            case DestroyAction a -> Optional.of(Operations.name(a.calls().getLast()));
        };
    }

    private static Optional<Notice> failed(Troubles troubles, TaskFacts task) {
        String operation = Operations.name(task.operation());
        return task.failure()
                .map(why -> new Notice(
                        true,
                        operation + "Failed",
                        operation,
                        troubles.of(task.operation(), why).message()));
    }

    /** A call that the pool would not make. What passes by itself is not told. */
    private static Optional<Notice> refused(Outcome outcome) {
        return Verdict.ofTrouble(outcome)
                .filter(verdict -> !(verdict instanceof Verdict.Working))
                .map(verdict -> warning(verdict.reason().text(), verdict.message()));
    }

    /** We refuse to go on, or hold a deletion: told when it begins, and when it turns into something else. */
    private static Optional<Notice> stalled(VirtualMachine resource, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stalled(var reason, String message) ->
                began(resource, Conditions.STALLED, reason).map(why -> warning(why, message));
            case Verdict.Waiting(var reason, String message)
            when reason == Reason.MassDeletionHeld ->
                began(resource, Conditions.READY, reason).map(why -> warning(why, message));
            case Verdict.Waiting _, Verdict.Working _, Verdict.Ready _ -> Optional.empty();
        };
    }

    private static Optional<String> began(VirtualMachine resource, String condition, Reason reason) {
        var status = resource.getStatus();
        boolean known = status != null
                && Conditions.find(status.conditions(), condition)
                        .filter(c -> reason.text().equals(c.getReason()))
                        .isPresent();
        return known ? Optional.empty() : Optional.of(reason.text());
    }

    private static Notice warning(String reason, String message) {
        return new Notice(true, reason, "Reconcile", message);
    }
}
