package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.kube.Notice;
import io.xcpoperator.operator.platform.status.Notices;
import io.xcpoperator.operator.platform.status.Outcome;
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
        var status = resource.getStatus();
        Notices.trouble(status == null ? null : status.conditions(), report.outcome(), verdict)
                .ifPresent(notices::add);
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
        return step.action().isTask() && !(step.action() instanceof SafetyAction)
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
            case SettingAction.SetKey a -> changed(a.key());
            case SettingAction.RemoveKey a -> changed(a.key());
            case TaskAction _ -> Optional.empty();
            case DiskAction.MarkVbd _, DiskAction.MarkVdi _, NicAction.MarkNic _ -> Optional.empty();
            case SeedAction.DriveIsWhole _, SeedAction.FillDrive _ -> Optional.empty();
            case SeedAction.AttachDrive _ -> Optional.of(CHANGED);
            case SettingAction _, MachineAction _, DiskAction _, NicAction _ -> Optional.of(CHANGED);
            case PowerAction a -> Optional.of(Operations.name(a.calls().getLast()));
            case DestroyAction a -> Optional.of(Operations.name(a.calls().getLast()));
            case SafetyAction.Take _ -> Optional.of("SafetySnapshot");
            case SafetyAction.Drop _ -> Optional.of("SafetySnapshotSuperseded");
        };
    }

    /** Our own keys are notes to ourselves; the pool's change the VM. */
    private static Optional<String> changed(String key) {
        return key.startsWith(Keys.PREFIX) ? Optional.empty() : Optional.of(CHANGED);
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
}
