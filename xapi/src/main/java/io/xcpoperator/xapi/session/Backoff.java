package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.errors.PoolException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt to connect. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** With its jitter 15 s: whoever has just mended a host watches. */
    private static final Duration AT_FIRST = Duration.ofSeconds(12);
    /** Some four minutes of attempts. */
    private static final int AT_FIRST_FAILURES = 20;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** A refused login costs the host five seconds and counts as an alarm: a person must act first. */
    private static final Duration REFUSED = Duration.ofMinutes(3);

    private static final Set<String> REFUSALS = Set.of("CredentialsRefused", "PermissionDenied");

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The delay, with up to a quarter of jitter.
     *
     * @param failures how many attempts in a row failed, at least one
     */
    Duration after(int failures, PoolException reason) {
        boolean refused = isRefusal(reason);
        Duration grown = FIRST.multipliedBy(1L << Math.min(failures - 1, 6));
        Duration longest = failures <= AT_FIRST_FAILURES ? AT_FIRST : LONGEST;
        Duration capped = refused ? REFUSED : grown.compareTo(longest) > 0 ? longest : grown;
        return capped.plusMillis(random.nextLong(capped.toMillis() / 4 + 1));
    }

    /** Whether a login will not do, however often it is tried. */
    static boolean isRefusal(PoolException reason) {
        return REFUSALS.contains(reason.classification().reason());
    }
}
