package io.xcpoperator.operator.platform.status;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The only place where a delay is decided. Each has up to a fifth of jitter, so that a pool's return wakes no herd. */
public final class Requeue {
    /** A task's event, or one's turn, comes sooner; this is for the event that is lost. */
    static final Duration TASK = Duration.ofSeconds(15);
    /** The same for the effect of a plain call. */
    static final Duration EFFECT = Duration.ofSeconds(5);

    /** What failed and passes by itself, where the error table names no other time. */
    public static final Duration RETRY = Duration.ofSeconds(5);
    /** What waits for somebody who may act without an event that tells of it. */
    public static final Duration WAIT = Duration.ofSeconds(30);
    /** What only another spec mends, as far as can be told. */
    public static final Duration INVALID = Duration.ofMinutes(10);
    /** The next round goes on with what this one wrote. */
    public static final Duration SOON = Duration.ofMillis(200);

    private final Duration resync;
    private final RandomGenerator random;

    public Requeue(Duration resync, RandomGenerator random) {
        this.resync = resync;
        this.random = random;
    }

    public Duration after(Outcome outcome) {
        return jittered(
                switch (outcome) {
                    case Outcome.Settled _, Outcome.Wait _, Outcome.Invalid _ -> resync;
                    case Outcome.Acted _ -> EFFECT;
                    case Outcome.Started _, Outcome.Queued _ -> TASK;
                    case Outcome.Retry(Reason _, String _, Duration delay) -> atMostResync(delay);
                    case Outcome.Until(Duration delay, Reason _, String _) -> atMostResync(delay);
                });
    }

    private Duration atMostResync(Duration delay) {
        return delay.compareTo(resync) < 0 ? delay : resync;
    }

    private Duration jittered(Duration delay) {
        return delay.plusMillis((long) (delay.toMillis() * 0.2 * random.nextDouble()));
    }
}
