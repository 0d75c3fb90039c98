package io.xcpoperator.operator.platform.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RenewalClockTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap around
    private final RenewalClock clock = new RenewalClock(Duration.ofNanos(10), now::get);

    @Test
    void writesUntilTheDeadlineAfterTheLastRenewalAndNotAMomentLonger() {
        clock.renew(() -> {});
        now.addAndGet(9);
        assertThat(clock.isFresh()).isTrue();
        now.addAndGet(1);
        assertThat(clock.isFresh()).isFalse();
    }

    @Test
    void countsFromBeforeTheRequestWasSent() {
        clock.renew(() -> now.addAndGet(10));
        assertThat(clock.isFresh()).isFalse();
    }

    @Test
    void aRequestThatFailsRenewsNothing() {
        clock.renew(() -> {});
        now.addAndGet(9);
        assertThatThrownBy(() -> clock.renew(() -> {
                    throw new IllegalStateException("409");
                }))
                .isInstanceOf(IllegalStateException.class);
        now.addAndGet(1);
        assertThat(clock.isFresh()).isFalse();
    }

    @Test
    void writesNothingBeforeTheFirstRenewalOrAfterGivingUp() {
        assertThat(clock.isFresh()).isFalse();
        clock.renew(() -> {});
        clock.giveUp();
        assertThat(clock.isFresh()).isFalse();
    }
}
