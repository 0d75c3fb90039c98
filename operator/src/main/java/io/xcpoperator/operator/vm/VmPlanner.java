package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides everything: what is to be done for a VM, in which order, or why it waits. Pure. */
final class VmPlanner {
    private final Instant now;
    private final int failures;

    /** @param failures of this VM in a row, see {@link Patience} */
    VmPlanner(Instant now, int failures) {
        this.now = now;
        this.failures = failures;
    }

    Plan plan(Look look, long generation, Optional<String> token) {
        boolean readable = look.problems().isEmpty() && look.want().isPresent();
        if (!readable && !look.problems().isEmpty()) {
            return new Plan(List.of(), Optional.empty(), List.of(), look.problems());
        }
        return switch (look.observed()) {
            case Observed.Unreachable(Hindrance why) -> Plan.waiting(why);
            case Observed.Seen seen -> plan(look.want().orElseThrow(), seen, generation, token);
        };
    }

    Plan plan(DesiredVm want, Observed observed, long generation, Optional<String> token) {
        return switch (observed) {
            case Observed.Unreachable(Hindrance why) -> Plan.waiting(why);
            case Observed.Seen seen -> plan(want, seen, generation, token);
        };
    }

    private Plan plan(DesiredVm want, Observed.Seen seen, long generation, Optional<String> token) {
        TaskReading tasks = TaskReading.of(
                seen.tasks(), Judgement.vm(seen.identity()), generation, Troubles.of(want, seen), now, failures);
        if (tasks.running().isPresent()) {
            return running(want, tasks.running().get());
        }
        Optional<VmFacts> vm = vm(seen.identity());
        Optional<Step> refusal = vm.flatMap(v -> RestartPlanner.refuse(v, failedStart(tasks)));
        if (refusal.isPresent()) {
            return after(List.of(refusal.get()), tasks, Plan.done());
        }
        boolean putsBack = vm.filter(RestartPlanner::putsBack).isPresent();
        Optional<Hindrance> odd = Judgement.vm(seen.identity()).flatMap(Oddities::in);
        if (odd.isPresent()) {
            return settle(tasks, Plan.waiting(odd.get()));
        }
        Plan plan = switch (seen.identity()) {
            case Identity.Refused(Hindrance why) -> Plan.waiting(why);
            case Identity.Absent _ -> make(want, seen, token);
            case Identity.Claimable(VmFacts claimed, boolean marked, String why) ->
                whenIdle(
                        claimed,
                        () -> after(
                                List.of(MakingPlanner.claim(want, claimed, marked, why)),
                                tasks,
                                course(want, seen, tasks).plan(claimed)));
            case Identity.Ours(VmFacts ours) ->
                whenIdle(
                        ours,
                        () -> SafetyPlanner.guard(course(want, seen, tasks).plan(ours), want, ours, seen.around()));
        };
        // what failed is waited out only while something is left to do: a dead host halts a VM that it did not shut
        // down
        boolean waits = tasks.held().isPresent() && !plan.isDone() && !putsBack && !escalates(want, tasks);
        return settle(tasks, waits ? Plan.waiting(tasks.held().get()) : plan);
    }

    private Plan make(DesiredVm want, Observed.Seen seen, Optional<String> token) {
        return switch (want.origin()) {
            case Origin.Template template ->
                MakingPlanner.plan(
                        want, template, seen.around(), token.orElse(MakingPlanner.NO_TOKEN), seen.creationUncertain());
            case Origin.Existing _ -> throw new IllegalStateException("an existing VM is never made");
        };
    }

    /** In the middle of a revert a VM has neither its marks nor its disks. */
    private static Plan whenIdle(VmFacts vm, Supplier<Plan> plan) {
        if (!vm.busyWith().isEmpty()) {
            String doing =
                    vm.busyWith().stream().map(o -> o.wire()).sorted().toList().toString();
            return Plan.waiting(Hindrance.works(Reason.PoolBusy, "the pool is busy with " + doing + " on the VM")
                    .again(Requeue.RETRY));
        }
        return plan.get();
    }

    private static Course course(DesiredVm want, Observed.Seen seen, TaskReading tasks) {
        return new Course(want, seen.around(), tasks.failed("VM.clean_shutdown"));
    }

    private static Optional<VmFacts> vm(Identity identity) {
        return switch (identity) {
            case Identity.Ours(VmFacts vm) -> Optional.of(vm);
            case Identity.Claimable _, Identity.Absent _, Identity.Refused _ -> Optional.empty();
        };
    }

    /** A start that a retry would not mend: the change does not fit. */
    private static boolean failedStart(TaskReading tasks) {
        return tasks.failed().stream()
                .filter(t -> t.is("VM.start") || t.is("VM.start_on"))
                .flatMap(t -> t.failure().stream())
                .anyMatch(f -> !Troubles.passes(f.code()));
    }

    private static boolean escalates(DesiredVm want, TaskReading tasks) {
        return tasks.failed("VM.clean_shutdown") && want.stop().mode() == ShutdownMode.CleanThenForce;
    }

    /** Nothing is started beside a running task; a stop that takes too long is cancelled. */
    Plan running(DesiredVm want, TaskFacts task) {
        boolean overdue = task.is("VM.clean_shutdown")
                && now.isAfter(task.since().plus(want.stop().timeout()));
        if (overdue) {
            return Plan.of(List.of(new Step(
                    new TaskAction.Cancel(task.ref()),
                    want.name().orElse(want.me().key().name()),
                    "the guest did not shut down within shutdown.timeout")));
        }
        Hindrance runs = Hindrance.works(Reason.TaskRunning, sentence(task));
        Duration left = Duration.between(now, task.since().plus(want.stop().timeout()));
        return Plan.waiting(task.is("VM.clean_shutdown") ? runs.again(left.plusSeconds(1)) : runs);
    }

    /** For a person: {@code Async.VM.pool_migrate} is {@code Migrate runs}. */
    private static String sentence(TaskFacts task) {
        return Operations.name(task.operation()) + " runs on the pool";
    }

    private static Plan settle(TaskReading tasks, Plan plan) {
        return after(List.of(), tasks, plan);
    }

    /** First what must be on record, then our finished tasks, then the plan. */
    private static Plan after(List<Step> first, TaskReading tasks, Plan plan) {
        Stream<Step> settled = tasks.settle().stream()
                .map(t -> new Step(TaskAction.settle(t), "task " + Operations.name(t.operation()), "it ended"));
        List<Step> steps = new ArrayList<>(first);
        settled.forEach(steps::add);
        steps.addAll(plan.steps());
        return new Plan(steps.stream().distinct().toList(), plan.restart(), plan.nextBoot(), plan.hindrances());
    }
}
