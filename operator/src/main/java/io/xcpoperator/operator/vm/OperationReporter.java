package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Operation;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** status.operation: there while a task runs for longer than five seconds, in steps of ten per cent. Pure. */
final class OperationReporter {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration PACE = Duration.ofSeconds(10);

    private OperationReporter() {}

    static @Nullable Operation of(Observed.Seen seen, @Nullable Operation old, Instant now) {
        Optional<TaskFacts> running =
                seen.tasks().stream().filter(TaskFacts::running).findFirst();
        if (running.isEmpty()) {
            return null;
        }
        TaskFacts task = running.get();
        Duration age = Duration.between(task.since(), now);
        if (age.compareTo(SHORT) < 0 || !(task.state() instanceof TaskState.Running(double progress))) {
            return null;
        }
        String name = Operations.name(task.operation());
        String since = task.created().truncatedTo(ChronoUnit.SECONDS).toString();
        int steps = (int) Math.floor(Math.clamp(progress, 0, 1) * 10);
        int shown = old != null && since.equals(old.since()) && old.progress() != null ? old.progress() : -1;
        boolean due = shown < 0 || age.compareTo(PACE.multipliedBy(writes(shown) + 1L)) >= 0;
        return new Operation(name, due ? steps * 10 : shown, since);
    }

    /** Writes that were due so far if each step of ten took its ten seconds: a bound that needs no memory. */
    private static int writes(int shown) {
        return shown / 10;
    }
}
