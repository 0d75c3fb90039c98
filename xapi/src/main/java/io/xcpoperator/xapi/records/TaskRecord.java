package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.TaskOperation;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.TaskStatus;
import io.xcpoperator.xapi.types.TaskUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A long operation; progress is 0 to 1: the fields of class task that are used. */
public record TaskRecord(
        TaskRef ref,
        TaskUuid uuid,
        String nameLabel,
        String nameDescription,
        TaskStatus status,
        double progress,
        String result,
        List<String> errorInfo,
        Instant created,
        Instant finished,
        HostRef residentOn,
        Map<String, String> otherConfig,
        Set<TaskOperation> allowedOperations,
        TaskRef subtaskOf)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static TaskRecord read(TaskRef ref, Fields fields) {
        return new TaskRecord(
                ref,
                new TaskUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                TaskStatus.of(fields.string("status")),
                fields.real("progress"),
                fields.string("result"),
                fields.list("error_info"),
                fields.instant("created"),
                fields.instant("finished"),
                new HostRef(fields.ref("resident_on")),
                fields.map("other_config"),
                fields.enums("allowed_operations", TaskOperation::of),
                new TaskRef(fields.ref("subtask_of")));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.TASK;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
