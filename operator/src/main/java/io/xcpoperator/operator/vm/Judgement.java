package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a round comes to: the one value from which the conditions, the MESSAGE column and the requeue follow. Pure. */
final class Judgement {
    private Judgement() {}

    static Verdict verdict(VirtualMachine resource, Report report) {
        Optional<Hindrance> worst = worst(report);
        if (report.look().observed() instanceof Observed.Unreachable) {
            return verdict(worst.orElseThrow());
        }
        return switch (report.policy()) {
            case PAUSED -> paused(report, worst);
            case OBSERVE ->
                worst.map(Judgement::verdict).or(() -> unplugged(report)).orElseGet(() -> observed(report));
            case PLAN -> planned(resource, report, worst);
            case WRITE ->
                Verdict.ofTrouble(report.outcome())
                        .or(() -> worst.map(Judgement::verdict))
                        .or(() -> acting(report))
                        .or(() -> unplugged(report))
                        .or(() -> AgentWait.of(report).map(Judgement::verdict))
                        .or(() -> incomplete(resource, report))
                        .orElseGet(() -> ready(resource, report));
        };
    }

    /** When to look again: what failed or is in the way says so, else what was done. */
    static Outcome pace(Report report) {
        Optional<Hindrance> soonest = report.plan().hindrances().stream()
                .min(Comparator.comparing(h -> h.again().orElse(Duration.ofDays(1))));
        boolean idle = report.outcome() instanceof Outcome.Settled;
        if (idle && soonest.isEmpty()) {
            soonest = Stream.of(AgentWait.of(report), WindowWait.of(report), seed(report))
                    .flatMap(Optional::stream)
                    .min(Comparator.comparing(h -> h.again().orElse(Duration.ofDays(1))));
        }
        if (!idle || soonest.isEmpty()) {
            return report.outcome();
        }
        Hindrance why = soonest.get();
        if (why.reason() == Reason.TaskRunning && why.again().isEmpty()) {
            return new Outcome.Started("");
        }
        return why.again()
                .<Outcome>map(again -> new Outcome.Until(again, why.reason(), why.message()))
                .orElseGet(() -> new Outcome.Wait(why.reason(), why.message()));
    }

    /** Nothing is amiss; the cloud-init drive goes when its time has come. */
    private static Optional<Hindrance> seed(Report report) {
        return report.look().observed() instanceof Observed.Seen seen
                ? report.look()
                        .want()
                        .flatMap(want -> vm(report)
                                .flatMap(vm -> SeedPlanner.wait(want, vm, seen.around()))
                                .map(left ->
                                        Hindrance.works(Reason.Applying, "").again(left)))
                : Optional.empty();
    }

    /** The same while the resource is being deleted: it is never Ready. */
    static Verdict deleting(Report report) {
        return Verdict.ofTrouble(report.outcome())
                .or(() -> worst(report).map(Judgement::verdict))
                .orElseGet(() -> new Verdict.Working(
                        Reason.Deleting, Leaving.sentence(report.plan().steps())));
    }

    /** What a person must mend comes before what mends itself. */
    private static Optional<Hindrance> worst(Report report) {
        List<Hindrance> all = new ArrayList<>(report.look().problems());
        all.addAll(report.plan().hindrances());
        return all.stream().max(Comparator.comparing(Hindrance::kind));
    }

    static Verdict verdict(Hindrance why) {
        return switch (why.kind()) {
            case Works -> new Verdict.Working(why.reason(), why.message());
            case Waits -> new Verdict.Waiting(why.reason(), why.message());
            case Stalls -> new Verdict.Stalled(why.reason(), why.message());
        };
    }

    private static Verdict paused(Report report, Optional<Hindrance> worst) {
        if (worst.isPresent()) {
            return verdict(worst.get());
        }
        int waiting = report.plan().steps().size();
        return waiting == 0
                ? new Verdict.Ready(Reason.Paused, "paused; nothing waits")
                : new Verdict.Waiting(
                        Reason.Paused,
                        "paused with %d %s to do, the first: %s; remove the annotation %s to go on"
                                .formatted(
                                        waiting,
                                        waiting == 1 ? "step" : "steps",
                                        report.plan().steps().getFirst().why(),
                                        "xcp-operator.io/paused"));
    }

    private static Verdict observed(Report report) {
        boolean there =
                report.look().observed() instanceof Observed.Seen seen && !(seen.identity() instanceof Identity.Absent);
        return there
                ? new Verdict.Ready(Reason.Observed, "")
                : new Verdict.Waiting(Reason.NotFound, "there is no such VM, and managementPolicy Observe makes none");
    }

    private static Verdict planned(VirtualMachine resource, Report report, Optional<Hindrance> worst) {
        if (worst.isPresent()) {
            return verdict(worst.get());
        }
        long calls = report.gated().allowed().stream()
                .mapToLong(step -> step.action().calls().size())
                .sum();
        List<Change> waiting = report.gated().pending().stream()
                .filter(c -> c.takesEffect() == FieldClass.Restart)
                .toList();
        if (calls == 0) {
            String restart = ready(resource, report).message();
            return new Verdict.Ready(Reason.Planned, restart.isEmpty() ? "nothing to do" : "nothing to do; " + restart);
        }
        String also = waiting.isEmpty()
                ? ""
                : ", and %d %s for a restart: %s"
                        .formatted(
                                waiting.size(),
                                waiting.size() == 1 ? "change waits" : "changes wait",
                                waiting.stream().map(Change::sentence).collect(Collectors.joining(", ")));
        return new Verdict.Waiting(
                Reason.Planned,
                "%d %s planned (status.plan)%s; set managementPolicy to Manage to make the %s"
                        .formatted(calls, calls == 1 ? "call" : "calls", also, calls == 1 ? "call" : "calls"));
    }

    private static Optional<Verdict> acting(Report report) {
        boolean more = report.gated().now().stream().anyMatch(step -> !(step.action() instanceof TaskAction.Settle));
        if (!more) {
            return Optional.empty();
        }
        boolean making = report.look().observed() instanceof Observed.Seen seen && makes(seen.identity());
        return Optional.of(
                new Verdict.Working(Reason.Applying, making ? "the VM is being made" : "changes are being made"));
    }

    private static boolean makes(Identity identity) {
        return switch (identity) {
            case Identity.Absent _ -> true;
            case Identity.Claimable(VmFacts vm, boolean _, String _) -> vm.making();
            case Identity.Ours(VmFacts vm) -> vm.making();
            case Identity.Refused _ -> false;
        };
    }

    private static Optional<Verdict> unplugged(Report report) {
        return report.look().observed() instanceof Observed.Seen seen
                ? vm(seen.identity())
                        .flatMap(vm -> Unplugged.in(vm, seen.around()))
                        .map(Judgement::verdict)
                : Optional.empty();
    }

    /** All is done but for what this version does not do: who asked for it shall not read Ready (decision 0052). */
    private static Optional<Verdict> incomplete(VirtualMachine resource, Report report) {
        return NotActedOn.sentence(resource.getSpec())
                .map(fields -> new Verdict.Stalled(
                        Reason.NotSupportedYet,
                        Stream.of(fields, ready(resource, report).message())
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining("; "))));
    }

    static Verdict ready(VirtualMachine resource, Report report) {
        Gated gated = report.gated();
        List<Change> restart = gated.pending().stream()
                .filter(c -> c.takesEffect() == FieldClass.Restart
                        && !report.plan().nextBoot().contains(c))
                .toList();
        if (restart.isEmpty() || gated.hash().isEmpty()) {
            return new Verdict.Ready(Reason.Settled, Leftovers.sentence(resource, report));
        }
        return new Verdict.Ready(
                Reason.RestartRequired,
                Stream.of(restartMessage(resource, report, restart), Leftovers.tpm(resource, report))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private static String restartMessage(VirtualMachine resource, Report report, List<Change> changes) {
        String what = changes.stream().map(Change::sentence).collect(Collectors.joining(", "));
        Optional<Restart> restart = report.plan().restart();
        Optional<Hindrance> misfit = restart.flatMap(r -> r.misfit().stream().findFirst());
        if (misfit.isPresent()) {
            return "restart needed for " + what + ", but " + misfit.get().message();
        }
        String again = restart.filter(Restart::refused).isPresent()
                ? "the VM could not start with it and was put back; to try again: "
                : "";
        return "restart needed for " + what + ": " + again + next(resource, report, changes);
    }

    private static String next(VirtualMachine resource, Report report, List<Change> changes) {
        if (changes.getFirst().because() == Because.RestartPolicyNever) {
            return "restartPolicy is Never; set it to OnApproval, or shut the VM down yourself";
        }
        if (changes.getFirst().because() == Because.WindowClosed) {
            return WindowWait.sentence(report);
        }
        RestartWhen when = report.look().want().map(DesiredVm::restart).orElse(RestartWhen.Never);
        if (when == RestartWhen.Immediately || when == RestartWhen.InWindow) {
            return "set restartPolicy.when to OnApproval";
        }
        return Leftovers.idle(report, Approvals.RESTART)
                + Approvals.command(
                        "xvm",
                        ObjectKey.of(resource),
                        Approvals.RESTART,
                        report.gated().hash());
    }

    static Optional<VmFacts> vm(Report report) {
        return report.look().observed() instanceof Observed.Seen seen ? vm(seen.identity()) : Optional.empty();
    }

    static Optional<VmFacts> vm(Identity identity) {
        return switch (identity) {
            case Identity.Ours(VmFacts vm) -> Optional.of(vm);
            case Identity.Claimable(VmFacts vm, boolean _, String _) -> Optional.of(vm);
            case Identity.Absent _, Identity.Refused _ -> Optional.empty();
        };
    }
}
