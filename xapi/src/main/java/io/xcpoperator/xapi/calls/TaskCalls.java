package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.TaskStatus;

/** Messages of class task that answer at once. Parameters and errors: the XAPI data model. */
public interface TaskCalls {
    @Call("task.get_record")
    TaskRecord getRecord(TaskRef task);

    @Call("task.cancel")
    void cancel(TaskRef task);

    @Call("task.destroy")
    void destroy(TaskRef task);

    @Call("task.add_to_other_config")
    void addToOtherConfig(TaskRef task, String key, String value);

    @Call("task.remove_from_other_config")
    void removeFromOtherConfig(TaskRef task, String key);

    @Call("task.create")
    TaskRef create(String label, String description);

    @Call("task.set_progress")
    void setProgress(TaskRef task, double value);

    @Call("task.set_status")
    void setStatus(TaskRef task, TaskStatus value);
}
