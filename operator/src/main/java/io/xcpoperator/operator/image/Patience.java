package io.xcpoperator.operator.image;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection whose other end is too slow, by {@link LeastRate}. A timeout of the socket is none: it begins anew with
 * each byte, and TLS gathers thousands before it gives one.
 */
final class Patience implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Clock clock;
    private final LeastRate rate;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Closeable connection;
    private volatile long have;
    private volatile boolean ranOut;

    Patience(Clock clock) {
        this.clock = clock;
        this.rate = new LeastRate(clock.instant());
        Thread.ofVirtual().name("image-patience").start(this::watch);
    }

    void opened(Closeable other) {
        rate.opened(clock.instant());
        connection = other;
    }

    void answered(long bytes) {
        have = bytes;
        rate.answered(clock.instant(), bytes);
    }

    void at(long bytes) {
        have = bytes;
    }

    /** Whether this is why the connection ended. */
    boolean ranOut() {
        return ranOut;
    }

    private void watch() {
        try {
            while (!rate.isMissed(clock.instant(), have)) {
                if (closed.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            Closeable open = connection;
            ranOut = true;
            if (open != null) {
                open.close();
            }
        } catch (InterruptedException | IOException _) {
            // nobody waits any more
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
