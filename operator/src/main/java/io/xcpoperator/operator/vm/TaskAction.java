package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;

/** Our tasks. */
sealed interface TaskAction extends Action {
    /** Takes a finished task of ours away. */
    record Settle(TaskRef task) implements TaskAction {}

    record Cancel(TaskRef task) implements TaskAction {}

    /** Ends a task of ours that nobody works on any more: the pool does not end it, and keeps it till it has ended. */
    record GiveUp(TaskRef task) implements TaskAction {}

    /** Takes away what is of no more use. */
    static TaskAction settle(TaskFacts task) {
        return task.abandoned() ? new GiveUp(task.ref()) : new Settle(task.ref());
    }

    @Override
    default List<String> calls() {
        return switch (this) {
            case Settle _ -> List.of("task.destroy");
            case Cancel _ -> List.of("task.cancel");
            case GiveUp _ -> List.of("task.set_status", "task.destroy");
        };
    }
}
