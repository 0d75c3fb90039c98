package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How slow a source may be. */
class LeastRateTest {
    private static final long MIB = LeastRate.BYTES;

    private static Instant at(long second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private final LeastRate rate = new LeastRate(at(0));

    @Test
    void anAnswerIsAwaitedForAMinuteAfterEachRedirectAnew() {
        assertThat(rate.isMissed(at(59), 0)).isFalse();
        rate.opened(at(59));
        assertThat(rate.isMissed(at(118), 0)).isFalse();
        assertThat(rate.isMissed(at(119), 0)).isTrue();
    }

    @Test
    void eachMinuteHasToBringAMebibyte() {
        rate.answered(at(30), 5 * MIB);
        assertThat(rate.isMissed(at(89), 5 * MIB)).isFalse();
        assertThat(rate.isMissed(at(90), 6 * MIB)).isFalse();
        assertThat(rate.isMissed(at(149), 6 * MIB)).isFalse();
        assertThat(rate.isMissed(at(150), 7 * MIB - 1)).isTrue();
    }
}
