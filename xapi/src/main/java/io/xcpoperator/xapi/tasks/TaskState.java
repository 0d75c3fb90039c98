package io.xcpoperator.xapi.tasks;

import io.xcpoperator.xapi.records.TaskRecord;
import java.util.List;
import java.util.Optional;

/** How a long operation stands. */
public sealed interface TaskState {
    /** Under way; the progress is 0 to 1, coarse and not always growing. */
    record Running(double progress) implements TaskState {}

    /** Done; the result is what the message returns: one reference or text, several for a set, none for void. */
    record Succeeded(List<String> result) implements TaskState {
        public Optional<String> first() {
            return result.stream().findFirst();
        }
    }

    record Failed(String code, List<String> parameters) implements TaskState {}

    record Cancelled() implements TaskState {}

    /** The pool no longer has the task: collected, or lost in a restart. Look at the object to learn the outcome. */
    record Vanished() implements TaskState {}

    static TaskState of(Optional<TaskRecord> task) {
        return task.map(TaskState::of).orElseGet(Vanished::new);
    }

    static TaskState of(TaskRecord task) {
        return switch (task.status()) {
            case PENDING, CANCELLING, UNKNOWN -> new Running(task.progress());
            case SUCCESS -> new Succeeded(TaskResult.decode(task.result()));
            case CANCELLED -> new Cancelled();
            case FAILURE -> {
                List<String> error = task.errorInfo();
                if (error.isEmpty()) {
                    yield new Failed("UNKNOWN_ERROR", List.of());
                }
                yield error.getFirst().equals("TASK_CANCELLED")
                        ? new Cancelled()
                        : new Failed(error.getFirst(), error.subList(1, error.size()));
            }
        };
    }
}
