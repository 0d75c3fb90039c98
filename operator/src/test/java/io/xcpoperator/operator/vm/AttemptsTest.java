package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.Latest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts();

    @Test
    void nothingIsLeftOfAResourceThatIsForgotten() {
        attempts.reserve("uid-1", "token-1");
        attempts.certain("disk-1", "uid-1");
        attempts.certain("disk-2", "uid-2");
        attempts.forget("uid-1");
        assertThat(attempts.reserved("uid-1")).isEmpty();
        assertThat(attempts.isCertain("token-1")).isFalse();
        assertThat(attempts.isCertain("disk-1")).isFalse();
        assertThat(attempts.isCertain("disk-2")).isTrue();
    }

    @Test
    void keepsTheLatestOnlyHoweverManyThereWere() {
        IntStream.range(0, 3 * Latest.KEPT).forEach(n -> attempts.reserve("uid-" + n, "token-" + n));
        assertThat(attempts.size()).isEqualTo(2 * Latest.KEPT);
        assertThat(attempts.isCertain("token-0")).isFalse();
    }

    @Test
    void aTokenIsRememberedThoughTheAnswerDidNotCome() {
        attempts.reserve("uid-1", "token-1");
        attempts.doubtful("token-1");
        assertThat(attempts.isCertain("token-1")).isFalse();
        assertThat(attempts.reserved("uid-1")).contains("token-1");
    }
}
