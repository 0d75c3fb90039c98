package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;

/** Tasks of imports that ended and that no process looks at any more. Pure. */
final class LeftTasks {
    private LeftTasks() {}

    static List<TaskRef> of(Owner me, PoolView view) {
        return view.tasksMarked(MarkIndexes.OWNER, me.key().toString()).stream()
                .filter(task -> OwnerMark.parse(task.otherConfig().getOrDefault(OwnerMark.KEY, ""))
                        .filter(mark -> mark.equals(me.markFor(mark.objectUuid())))
                        .isPresent())
                .filter(task -> !(TaskState.of(task) instanceof TaskState.Running))
                .map(TaskRecord::ref)
                .toList();
    }
}
