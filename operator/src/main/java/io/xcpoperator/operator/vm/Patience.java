package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Backoff;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries again, ever more seldom, what failed and passes by itself. One that is only waiting for its turn did not fail. */
final class Patience {
    private final Backoff backoff = new Backoff();

    int failures(VirtualMachine vm) {
        return backoff.failures(uid(vm), generation(vm));
    }

    /** Takes a round into account. */
    void note(VirtualMachine vm, Report report) {
        if (failed(report)) {
            backoff.failed(uid(vm), generation(vm));
        } else if (report.outcome() instanceof Outcome.Settled
                && report.plan().hindrances().isEmpty()) {
            backoff.reset(uid(vm));
        }
    }

    void forget(VirtualMachine vm) {
        backoff.reset(uid(vm));
    }

    /** @param failures those before this round */
    static Outcome paced(Outcome outcome, int failures) {
        return outcome instanceof Outcome.Retry(Reason reason, String message, var delay) && reason != Reason.PoolBusy
                ? new Outcome.Retry(reason, message, Backoff.grown(delay, failures))
                : outcome;
    }

    /** A call failed, or the trace of a task that failed was taken away so as to try again. */
    private static boolean failed(Report report) {
        boolean call = report.outcome() instanceof Outcome.Retry(Reason reason, String _, var _)
                && reason != Reason.PoolBusy
                && reason != Reason.Applying;
        return call || triesAgain(report);
    }

    private static boolean triesAgain(Report report) {
        if (!(report.look().observed() instanceof Observed.Seen seen)) {
            return false;
        }
        Set<TaskRef> failed = seen.tasks().stream()
                .filter(task -> task.failure().isPresent())
                .map(TaskFacts::ref)
                .collect(Collectors.toSet());
        return report.gated().now().stream()
                .anyMatch(step -> step.action() instanceof TaskAction.Settle(TaskRef task) && failed.contains(task));
    }

    private static String uid(VirtualMachine vm) {
        return vm.getMetadata().getUid();
    }

    private static long generation(VirtualMachine vm) {
        return vm.getMetadata().getGeneration();
    }
}
