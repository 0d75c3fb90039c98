package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.Latest;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    @Test
    void eachFailureDoublesTheDelayUpToTheCap() {
        assertThat(IntStream.range(0, 9).mapToObj(n -> Backoff.grown(FIVE, n).toSeconds()))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        assertThat(Backoff.grown(FIVE, Integer.MAX_VALUE)).isEqualTo(Backoff.CAP);
    }

    @Test
    void aDelayThatIsLongAlreadyStaysAsItIs() {
        assertThat(Backoff.grown(Duration.ofMinutes(10), 3)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void countsByObjectAndBeginsAnewWithSuccessAndWithANewGeneration() {
        var backoff = new Backoff();
        backoff.failed("a", 1);
        backoff.failed("a", 1);
        assertThat(backoff.failures("a", 1)).isEqualTo(2);
        assertThat(backoff.failures("b", 1)).isZero();
        assertThat(backoff.failures("a", 2)).isZero();
        backoff.failed("a", 2);
        assertThat(backoff.failures("a", 2)).isEqualTo(1);
        backoff.reset("a");
        assertThat(backoff.failures("a", 2)).isZero();
    }

    @Test
    void keepsTheLatestOnly() {
        var backoff = new Backoff();
        IntStream.rangeClosed(0, Latest.KEPT).forEach(n -> backoff.failed("object-" + n, 1));
        assertThat(backoff.failures("object-0", 1)).isZero();
        assertThat(backoff.failures("object-" + Latest.KEPT, 1)).isEqualTo(1);
    }
}
