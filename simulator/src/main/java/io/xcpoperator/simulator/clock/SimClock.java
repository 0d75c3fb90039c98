package io.xcpoperator.simulator.clock;

import java.time.Duration;
import java.time.Instant;

/** The pool's time. */
public interface SimClock extends AutoCloseable {
    Instant now();

    /** Runs {@code action} once after {@code delay}; on a thread of the clock's own, so it must be short. */
    Timer schedule(Duration delay, Runnable action);

    @Override
    default void close() {}

    /** Something that will happen unless cancelled. */
    interface Timer {
        void cancel();
    }
}
