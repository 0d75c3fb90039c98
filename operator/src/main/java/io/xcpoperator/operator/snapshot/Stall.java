package io.xcpoperator.operator.snapshot;

import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** For how long a VM stood still while its memory was taken: at most as long as the task took, by the pool's clock. Pure. */
final class Stall {
    private static final String CHECKPOINT = "Async.VM.checkpoint";

    private Stall() {}

    static Optional<Integer> of(TaskRecord task) {
        boolean took = task.nameLabel().equals(CHECKPOINT) && TaskState.of(task) instanceof TaskState.Succeeded;
        return took
                ? Optional.of(Math.clamp(
                        Duration.between(task.created(), task.finished()).toSeconds(), 0, Integer.MAX_VALUE))
                : Optional.empty();
    }

    static Optional<Integer> of(Collection<TaskRecord> tasks) {
        return tasks.stream().flatMap(task -> of(task).stream()).findFirst();
    }
}
