package io.xcpoperator.xapi.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.XapiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Soon while somebody is likely to watch, seldom later, and a refused login more seldom still. */
class BackoffTest {
    private final Backoff backoff = new Backoff(new SplittableRandom(1));

    private Duration after(int failures) {
        PoolException away = new PoolUnavailableException("home", "call", Instant.EPOCH);
        return backoff.after(failures, away);
    }

    @Test
    void forTheFirstMinutesItIsNeverLongerThanFifteenSeconds() {
        List<Duration> first =
                IntStream.rangeClosed(1, 20).mapToObj(this::after).toList();
        assertThat(first).allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(Duration.ofSeconds(15)));
        assertThat(first.stream().reduce(Duration.ZERO, Duration::plus)).isGreaterThan(Duration.ofMinutes(3));
        assertThat(after(21)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(75));
    }

    @Test
    void aRefusedLoginIsTriedSeldomFromTheStart() {
        var refused = new XapiException("home", "login", "SESSION_AUTHENTICATION_FAILED", List.of());
        assertThat(backoff.after(1, refused)).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
    }
}
