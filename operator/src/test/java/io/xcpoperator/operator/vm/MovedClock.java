package io.xcpoperator.operator.vm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's, moved on. */
final class MovedClock extends Clock {
    private final AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);

    void move(Duration more) {
        by.updateAndGet(more::plus);
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(by.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
