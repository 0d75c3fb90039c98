package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.Classification;
import io.xcpoperator.xapi.errors.ErrorClass;
import io.xcpoperator.xapi.errors.TransportException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about an error of the pool, whether a call failed or a task. */
class ReactionTest {
    @ParameterizedTest(name = "{0}: {1}, {2}, again after {3}")
    @CsvSource({
        "OTHER_OPERATION_IN_PROGRESS, RETRY, PoolBusy, PT5S",
        "HOST_STILL_BOOTING, RETRY, HostUnavailable, PT30S",
        "HANDLE_INVALID, RETRY, ObjectGone, PT5S",
        "SR_FULL, WAIT, NoCapacity, PT30S",
        "RBAC_PERMISSION_DENIED, WAIT, PermissionDenied, PT30S",
        "MEMORY_CONSTRAINT_VIOLATION, INVALID, MemoryLimits, PT10M",
        "FIELD_TYPE_ERROR, WAIT, BadCall, PT30S",
        "A_CODE_OF_TOMORROW, WAIT, UnknownError, PT30S",
    })
    void aCodeMeansOneThing(String code, Reaction.Kind kind, Reason reason, Duration again) {
        assertThat(Reaction.to(code))
                .extracting(Reaction::kind, Reaction::reason, Reaction::again)
                .containsExactly(kind, reason, again);
    }

    /** Ready, the requeue and the sentence come from one value: none of them may say something else. */
    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void whatIsToldIsWhatIsDone(ErrorClass errorClass) {
        Reaction reaction = Reaction.to(new Classification(errorClass, "NoCapacity"));
        Outcome outcome = reaction.outcome("it is full");
        Verdict verdict = Verdict.ofTrouble(outcome).orElseThrow();
        assertThat(Verdict.of(outcome)).hasValue(verdict);
        assertThat(verdict.reason()).isEqualTo(Reason.NoCapacity);
        assertThat(verdict.message()).startsWith("it is full");
        assertThat(verdict.message().contains("defect")).isEqualTo(errorClass == ErrorClass.BUG);
        assertThat(reaction.again()).isPositive();
        switch (reaction.kind()) {
            case RETRY -> assertThat(verdict).isInstanceOf(Verdict.Working.class);
            case WAIT -> assertThat(verdict).isInstanceOf(Verdict.Waiting.class);
            case INVALID -> assertThat(verdict).isInstanceOf(Verdict.Stalled.class);
        }
    }

    @Test
    void ourOwnLimitIsFreeAgainInAMomentAndALostAnswerIsLookedForAgain() {
        assertThat(Reaction.to(new BusyException("home", "VM.start", "calls")))
                .isEqualTo(new Reaction(Reaction.Kind.RETRY, Reason.PoolBusy, Duration.ofMillis(500), false));
        assertThat(Reaction.to(new TransportException("home", "VM.start", TransportException.Kind.CUT, true, "cut"))
                        .reason())
                .isEqualTo(Reason.OutcomeUnknown);
    }

    @Test
    void whatGotOnIsNoTrouble() {
        assertThat(Verdict.of(new Outcome.Settled())).isEmpty();
        assertThat(Verdict.ofTrouble(new Outcome.Started("Start"))).isEqualTo(Optional.empty());
        assertThat(Verdict.of(new Outcome.Started("Start"))).hasValue(new Verdict.Working(Reason.TaskRunning, "Start"));
        assertThat(Verdict.of(new Outcome.Acted())).hasValue(new Verdict.Working(Reason.Applying, "applying changes"));
    }
}
