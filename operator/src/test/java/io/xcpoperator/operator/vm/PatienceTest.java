package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static TaskReading afterFailures(int failures, String code, Duration ago) {
        var task = new TaskFacts(
                new TaskRef("OpaqueRef:task"),
                "Async.VM.start",
                1,
                new TaskState.Failed(code, List.of()),
                ModelPool.NOW.minus(ago),
                ModelPool.NOW.minus(ago),
                ModelPool.NOW.minus(ago));
        return TaskReading.of(
                List.of(task), Optional.empty(), 1, new Troubles(Map.of(), Optional.empty()), ModelPool.NOW, failures);
    }

    @Test
    void aPoolWhoseClockIsAheadHoldsNobodyForLonger() {
        Instant now = ModelPool.NOW;
        var seen = new FirstSeen(() -> now);
        var task = new TaskFacts(
                new TaskRef("OpaqueRef:task"),
                "Async.VM.start",
                1,
                new TaskState.Failed("INTERNAL_ERROR", List.of()),
                now.plus(Duration.ofHours(2)),
                now.plus(Duration.ofHours(2)),
                seen.in(new TaskRef("OpaqueRef:task"), false));
        TaskReading reading =
                TaskReading.of(List.of(task), Optional.empty(), 1, new Troubles(Map.of(), Optional.empty()), now, 0);
        assertThat(reading.held().flatMap(Hindrance::again).orElseThrow()).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void aTaskThatKeepsFailingIsTriedEverMoreSeldom() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(afterFailures(0, "OTHER_OPERATION_IN_PROGRESS", minute).held())
                .isEmpty();
        assertThat(afterFailures(5, "OTHER_OPERATION_IN_PROGRESS", minute).held())
                .isPresent();
        assertThat(afterFailures(5, "OTHER_OPERATION_IN_PROGRESS", Duration.ofMinutes(6))
                        .held())
                .isEmpty();
    }

    @Test
    void aCallThatKeepsFailingIsTriedEverMoreSeldom() {
        var retry = new Outcome.Retry(Reason.HostUnavailable, "away", Duration.ofSeconds(5));
        assertThat(Patience.paced(retry, 0)).isEqualTo(retry);
        assertThat(Patience.paced(retry, 3))
                .isEqualTo(new Outcome.Retry(Reason.HostUnavailable, "away", Duration.ofSeconds(40)));
    }

    @Test
    void whoOnlyWaitsForItsTurnDoesNotWaitLongerEachTime() {
        var busy = new Outcome.Retry(Reason.PoolBusy, "busy", Duration.ofSeconds(1));
        assertThat(Patience.paced(busy, 9)).isEqualTo(busy);
    }
}
