package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.records.TaskRecord;
import java.util.Map;

/** What a task of ours says it is about, in its other_config; the key is beside the owner mark. Pure. */
final class TaskMark {
    static final String KEY = "xcp-operator.io/storage-task";
    static final String PROBE = "probe";
    static final String MAKE = "make";
    static final String SCAN = "scan";
    static final String TAKE_AWAY = "take-away";

    static final String PLUG = "plug:";

    private TaskMark() {}

    static Map<String, String> of(Owner me, long generation, String subject) {
        return Map.of(OwnerMark.KEY, me.markFor("task-" + generation).toString(), KEY, subject);
    }

    static String plugging(String pbdUuid) {
        return PLUG + pbdUuid;
    }

    static String probing(Backing backing) {
        return PROBE + ":" + backing.key();
    }

    static String subject(TaskRecord task) {
        return task.otherConfig().getOrDefault(KEY, "");
    }

    static boolean isOf(TaskRecord task, Owner me) {
        return OwnerMark.parse(task.otherConfig().getOrDefault(OwnerMark.KEY, ""))
                        .filter(mark -> mark.equals(me.markFor(mark.objectUuid())))
                        .isPresent()
                && !subject(task).isEmpty();
    }

    /** A creation whose asker died, or lost the answer, before the task got its mark. */
    static boolean isNobodys(TaskRecord task) {
        return task.nameLabel().equals("Async.SR.create") && !task.otherConfig().containsKey(OwnerMark.KEY);
    }
}
