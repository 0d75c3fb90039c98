package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.TaskStatus;
import java.util.List;

/** Traces of calls whose answer we did not get: a task runs from before it can be marked. */
final class Traces {
    private Traces() {}

    /** Whether a task of one of these methods runs that nobody marked. It may be anyone's; it is waited for. */
    static boolean unmarked(PoolView view, List<String> methods) {
        return view.tasks().stream()
                .anyMatch(task -> task.status() == TaskStatus.PENDING
                        && methods.contains(task.nameLabel())
                        && !task.otherConfig().containsKey(OwnerMark.KEY));
    }
}
