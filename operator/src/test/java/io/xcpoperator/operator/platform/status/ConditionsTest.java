package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.xapi.errors.ErrorTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {
    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    private static Condition ready() {
        return Conditions.isTrue(Conditions.READY, Reason.Settled, "");
    }

    @Test
    void keepsTheTransitionTimeWhileTheStatusHolds() {
        List<Condition> atTen = Conditions.merge(List.of(), ready(), 1, at("2026-05-01T10:00:00Z"));
        List<Condition> atEleven = Conditions.merge(atTen, ready(), 2, at("2026-05-01T11:00:00Z"));
        assertThat(atEleven).singleElement().satisfies(c -> {
            assertThat(c.getLastTransitionTime()).isEqualTo("2026-05-01T10:00:00Z");
            assertThat(c.getObservedGeneration()).isEqualTo(2);
        });
    }

    @Test
    void movesTheTransitionTimeWhenTheStatusFlips() {
        List<Condition> atTen = Conditions.merge(null, ready(), 1, at("2026-05-01T10:00:00Z"));
        List<Condition> atEleven = Conditions.merge(
                atTen,
                Conditions.isFalse(Conditions.READY, Reason.PoolUnreachable, "gone"),
                1,
                at("2026-05-01T11:00:00Z"));
        assertThat(atEleven)
                .singleElement()
                .satisfies(c -> assertThat(c.getLastTransitionTime()).isEqualTo("2026-05-01T11:00:00Z"));
    }

    @Test
    void dropsWhatIsNoLongerSaid() {
        var clock = at("2026-05-01T10:00:00Z");
        List<Condition> before = Conditions.replace(
                null, List.of(ready(), Conditions.isTrue("InUse", Reason.InUse, "by web")), 1, clock);
        assertThat(Conditions.replace(before, List.of(ready()), 1, clock))
                .extracting(Condition::getType)
                .containsExactly("Ready");
    }

    @Test
    void cutsAMessageThatTheSchemaWouldRefuse() {
        assertThat(Conditions.isTrue("X", Reason.Settled, "a".repeat(5000)).getMessage())
                .hasSize(1024)
                .endsWith("…");
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(new Verdict.Ready(), List.of("Ready=True")),
                Arguments.of(new Verdict.Working(Reason.Applying, "m"), List.of("Ready=False", "Reconciling=True")),
                Arguments.of(new Verdict.Waiting(Reason.PoolUnreachable, "m"), List.of("Ready=False")),
                Arguments.of(new Verdict.Stalled(Reason.InvalidSpec, "m"), List.of("Ready=False", "Stalled=True")));
    }

    @ParameterizedTest(name = "{0} is {1} for kstatus")
    @MethodSource("verdicts")
    void aVerdictMeansWhatKstatusMeans(Verdict verdict, List<String> conditions) {
        assertThat(verdict.conditions())
                .extracting(c -> c.getType() + "=" + c.getStatus())
                .containsExactlyElementsOf(conditions);
    }

    /** The table itself is the client's; a reason without a line here would reach a user as UnknownError. */
    static Stream<String> reasonsOfTheErrorTable() throws IOException {
        try (var in = Objects.requireNonNull(ErrorTable.class.getResourceAsStream("errors.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("*"))
                    .map(line -> line.split("\\s*,\\s*")[2].strip())
                    .distinct();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasonsOfTheErrorTable")
    void everyReasonOfTheErrorTableHasItsLine(String reason) {
        assertThat(Reason.named(reason).name()).isEqualTo(reason);
    }

    @Test
    void delaysHaveJitterAndNeverExceedTheResyncByMore() {
        var requeue = new Requeue(Duration.ofMinutes(5), RandomGenerator.of("L64X128MixRandom"));
        for (int i = 0; i < 100; i++) {
            assertThat(requeue.after(new Outcome.Settled())).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
            assertThat(requeue.after(new Outcome.Retry(Reason.PoolBusy, "", Duration.ofSeconds(5))))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
            assertThat(requeue.after(new Outcome.Until(Duration.ofDays(3), Reason.Paused, "")))
                    .isLessThanOrEqualTo(Duration.ofMinutes(6));
        }
    }
}
