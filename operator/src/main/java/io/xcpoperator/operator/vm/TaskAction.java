package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;

/** Our tasks. */
sealed interface TaskAction extends Action {
    /** Takes a finished task of ours away. */
    record Settle(TaskRef task) implements TaskAction {}

    record Cancel(TaskRef task) implements TaskAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case Settle _ -> List.of("task.destroy");
            case Cancel _ -> List.of("task.cancel");
        };
    }
}
