package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.errors.PoolException;
import java.time.Duration;

/** What a pool looks like, kept current by one event stream, whatever the number of readers. */
public interface PoolMirror {
    /** The latest view; empty tables before the first complete one. Never blocks. */
    PoolView view();

    Freshness freshness();

    MirrorFigures figures();

    /**
     * Waits until the mirror has seen everything that was done before this call, and returns the view. Callers at the same
     * time share one call to the pool.
     *
     * @throws PoolException when the pool does not answer within the limit
     */
    PoolView barrier(Duration limit);

    /** Registers a listener; closing ends the registration. */
    Subscription listen(MirrorListener listener);

    /** A registration. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
