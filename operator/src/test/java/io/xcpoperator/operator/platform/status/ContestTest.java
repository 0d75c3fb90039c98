package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContestTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Set<String> POWER = Set.of("power");

    private final Contests contests = new Contests();

    /** One round that finds the part wrong and sets it right where it may, and one that finds it right. */
    private boolean undoneAndCorrected(Instant now) {
        boolean may = contests.of("a", 1, "power").filter(c -> c.waits(now)).isEmpty();
        contests.note("a", 1, POWER::contains, may ? POWER : Set.of(), now);
        if (may) {
            contests.note("a", 1, _ -> false, Set.of(), now);
        }
        return may;
    }

    @Test
    void aRivalWhoNeverTiresIsAnsweredFiveTimesAtOnceAndThenEverMoreSeldom() {
        List<Long> minutes = new ArrayList<>();
        for (Instant now = START; now.isBefore(START.plus(Duration.ofHours(8))); now = now.plusSeconds(10)) {
            if (undoneAndCorrected(now) && now.isAfter(START.plusSeconds(60))) {
                minutes.add(Duration.between(START, now).toMinutes());
            }
        }
        assertThat(minutes).containsExactly(10L, 30L, 70L, 130L, 190L, 250L, 310L, 370L, 430L);
    }

    @Test
    void whatIsUndoneNowAndThenIsSetRightAtOnce() {
        for (int day = 0; day < 30; day++) {
            assertThat(undoneAndCorrected(START.plus(Duration.ofHours(3L * day))))
                    .isTrue();
        }
        assertThat(contests.of("a", 1, "power"))
                .hasValueSatisfying(c -> assertThat(c.times()).isEqualTo(1));
    }

    @Test
    void whatTakesManyRoundsToSetRightIsNoContest() {
        for (int round = 0; round < 50; round++) {
            Instant now = START.plusSeconds(round);
            assertThat(contests.of("a", 1, "power").filter(c -> c.waits(now))).isEmpty();
            contests.note("a", 1, POWER::contains, POWER, now);
        }
    }

    @Test
    void anotherSpecAnotherObjectAndAnotherPartBeginAnew() {
        for (int i = 0; i < 7; i++) {
            undoneAndCorrected(START);
        }
        assertThat(contests.of("a", 1, "power").orElseThrow().waits(START)).isTrue();
        assertThat(contests.of("a", 2, "power")).isEmpty();
        assertThat(contests.of("b", 1, "power")).isEmpty();
        assertThat(contests.of("a", 1, "name")).isEmpty();
        contests.forget("a");
        assertThat(contests.of("a", 1, "power")).isEmpty();
    }

    @Test
    void aRivalWhoGaveUpIsForgotten() {
        for (int i = 0; i < 7; i++) {
            undoneAndCorrected(START);
        }
        contests.note("a", 1, _ -> false, Set.of(), START.plus(Duration.ofHours(2)));
        assertThat(contests.of("a", 1, "power")).isEmpty();
    }
}
