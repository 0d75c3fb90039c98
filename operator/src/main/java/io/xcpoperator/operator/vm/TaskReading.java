package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Backoff;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What our own tasks say: one runs, one failed and is still being waited out, or the way is clear. A failed task stays
 * in the pool as long as its back-off lasts, so that no restart of ours forgets it.
 *
 * @param running at most one
 * @param held the failure that is being waited out
 * @param failed failed tasks of this generation, waited out or not
 * @param settle finished tasks that are of no more use
 */
record TaskReading(
        Optional<TaskFacts> running, Optional<Hindrance> held, List<TaskFacts> failed, List<TaskFacts> settle) {
    TaskReading {
        failed = List.copyOf(failed);
        settle = List.copyOf(settle);
    }

    /**
     * @param vm whose tasks they are, where it is there
     * @param failures of the same object in a row, before these: what passes by itself is waited out for longer
     */
    static TaskReading of(
            List<TaskFacts> tasks,
            Optional<VmFacts> vm,
            long generation,
            Troubles troubles,
            Instant now,
            int failures) {
        List<TaskFacts> failed = new ArrayList<>();
        List<TaskFacts> settle = new ArrayList<>();
        Optional<Hindrance> held = Optional.empty();
        for (TaskFacts task : tasks) {
            Optional<TaskState.Failed> failure = task.failure().filter(_ -> task.generation() == generation);
            if (task.running()) {
                continue;
            }
            if (failure.isEmpty()) {
                settle.add(task);
                continue;
            }
            failed.add(task);
            Hindrance trouble = grown(troubles.of(task.operation(), failure.get()), failures);
            Duration left = mended(task, trouble, vm) ? Duration.ZERO : left(task, trouble, now);
            if (left.isNegative() || left.isZero()) {
                settle.add(task);
            } else {
                held = Optional.of(trouble.again(left));
            }
        }
        return new TaskReading(tasks.stream().filter(TaskFacts::running).findFirst(), held, failed, settle);
    }

    /**
     * The guest had not told of its drivers yet: with them, the pool refuses nothing for want of a feature. Or the VM runs
     * after all, put back to what it was.
     */
    private static boolean mended(TaskFacts task, Hindrance trouble, Optional<VmFacts> vm) {
        boolean start = task.is("VM.start") || task.is("VM.start_on");
        return start
                ? vm.filter(VmFacts::running).isPresent()
                : trouble.reason() == Reason.GuestToolsMissing
                        && vm.filter(v -> v.guest().drivers()).isPresent();
    }

    private static Hindrance grown(Hindrance trouble, int failures) {
        return trouble.kind() == Hindrance.Kind.Works
                ? trouble.again()
                        .map(delay -> trouble.again(Backoff.grown(delay, failures)))
                        .orElse(trouble)
                : trouble;
    }

    private static Duration left(TaskFacts task, Hindrance trouble, Instant now) {
        Duration delay = trouble.again().orElse(Duration.ZERO);
        Duration left = Duration.between(now, task.since().plus(delay));
        return left.compareTo(delay) > 0 ? delay : left; // our own clock may be set back
    }

    boolean failed(String message) {
        return failed.stream().anyMatch(t -> t.is(message));
    }
}
