package io.xcpoperator.xapi.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStateTest {
    private static TaskState task(String status, String result, String... error) {
        return TaskState.of(TaskRecord.read(
                new TaskRef("t"),
                Fields.of(Map.of("status", status, "result", result, "progress", 0.4, "error_info", List.of(error)))));
    }

    @ParameterizedTest(name = "{0} holds {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<value>OpaqueRef:626ed8de</value> | OpaqueRef:626ed8de",
                "<value><array><data><value>OpaqueRef:a</value><value>OpaqueRef:b</value></data></array></value> | OpaqueRef:a;OpaqueRef:b",
                "<value>4181721088</value> | 4181721088",
                "<value></value> | ''",
                "<value/> | ''",
                "hello | hello",
                "<value>a &lt;b&gt; &amp;amp;</value> | a <b> &amp;"
            })
    void theResultIsUnpackedAsRecorded(String result, String expected) {
        assertThat(task("success", result))
                .isInstanceOfSatisfying(
                        TaskState.Succeeded.class,
                        done -> assertThat(String.join(";", done.result())).isEqualTo(expected));
    }

    @Test
    void aFailureHasItsCodeAndACancelledTaskIsNoFailure() {
        assertThat(task("failure", "", "VM_BAD_POWER_STATE", "OpaqueRef:vm", "halted", "running"))
                .isEqualTo(new TaskState.Failed("VM_BAD_POWER_STATE", List.of("OpaqueRef:vm", "halted", "running")));
        assertThat(task("failure", "", "TASK_CANCELLED", "OpaqueRef:t")).isEqualTo(new TaskState.Cancelled());
        assertThat(task("cancelled", "")).isEqualTo(new TaskState.Cancelled());
        assertThat(task("pending", "")).isEqualTo(new TaskState.Running(0.4));
        assertThat(task("a word of tomorrow", "")).isEqualTo(new TaskState.Running(0.4));
        assertThat(TaskState.of(Optional.empty())).isEqualTo(new TaskState.Vanished());
    }
}
