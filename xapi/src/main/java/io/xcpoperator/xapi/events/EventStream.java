package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.MirrorState.Position;
import io.xcpoperator.xapi.session.Connection;
import io.xcpoperator.xapi.session.PoolSession;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one long poll of a pool, on a virtual thread. It begins anew with everything after a new session, another host, a
 * lost token, or when objects are missing or left over (deletions get lost: XAPI remembers some hundred of them only).
 */
final class EventStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** An answer without events that came sooner than this was not held by the pool. */
    private static final Duration HELD = Duration.ofMillis(20);

    private final String pool;
    private final PoolSession session;
    private final StreamedMirror mirror;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong resyncs = new AtomicLong();
    /** Classes whose count is wrong even directly after a complete answer: not worth another. */
    private final Set<XapiClass> unreliable = EnumSet.noneOf(XapiClass.class);

    private volatile @Nullable Connection following;
    private volatile @Nullable Thread thread;

    EventStream(String pool, PoolSession session, StreamedMirror mirror) {
        this.pool = pool;
        this.session = session;
        this.mirror = mirror;
    }

    void start() {
        thread = Thread.ofVirtual().name("xapi-events-" + pool).start(this::run);
    }

    long resyncs() {
        return resyncs.get();
    }

    /** Whether the view's position belongs to this connection. */
    boolean follows(Connection connection) {
        return following == connection;
    }

    @Override
    public void close() {
        closed.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            while (isOpen()) {
                Optional<Connection> connection = session.keeper().await();
                if (connection.isEmpty()) {
                    return;
                }
                follow(connection.get());
                mirror.stale();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Connection connection) throws InterruptedException {
        unreliable.clear();
        restart();
        following = connection;
        while (isOpen() && session.keeper().isCurrent(connection)) {
            try {
                poll(connection);
            } catch (XapiException e) {
                answered(connection, e);
            } catch (PoolException e) {
                if (isOpen() && session.keeper().isCurrent(connection) && session.verify(connection, e)) {
                    pause(PAUSE);
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("pool", pool).setCause(e).log("An answer of the pool could not be taken in");
                mirror.stale();
                restart();
                pause(PAUSE);
            }
        }
    }

    private void poll(Connection connection) throws InterruptedException {
        Position since = mirror.state().position();
        long start = System.nanoTime();
        EventReply reply = mirror.ask(connection, since, since.isStart() ? Duration.ZERO : mirror.pollTimeout());
        mirror.take(since, reply);
        Set<XapiClass> wrong = mirror.state().miscounted(reply);
        wrong.removeAll(unreliable);
        if (!wrong.isEmpty() && since.isStart()) {
            unreliable.addAll(miscountedStill(connection));
        } else if (!wrong.isEmpty() && !miscountedStill(connection).isEmpty()) {
            LOG.atInfo().addKeyValue("pool", pool).log("Events were lost, reading the pool anew");
            restart();
        }
        if (reply.events().isEmpty() && !since.isStart() && System.nanoTime() - start < HELD.toNanos()) {
            pause(HELD.multipliedBy(10));
        }
    }

    /** A deletion while the answer was built makes a mismatch that the next answer explains. */
    private Set<XapiClass> miscountedStill(Connection connection) {
        Position since = mirror.state().position();
        EventReply reply = mirror.ask(connection, since, Duration.ZERO);
        mirror.take(since, reply);
        Set<XapiClass> wrong = mirror.state().miscounted(reply);
        wrong.removeAll(unreliable);
        return wrong;
    }

    private void answered(Connection connection, XapiException e) throws InterruptedException {
        if (e.is("EVENT_FROM_TOKEN_PARSE_FAILURE") || e.is("EVENTS_LOST")) {
            restart();
            return;
        }
        try {
            session.recovered(connection, e, "event.from");
        } catch (PoolException _) {
            mirror.stale();
            if (session.keeper().isCurrent(connection)) {
                restart();
                pause(PAUSE);
            }
        }
    }

    private void restart() {
        mirror.state().restart();
        resyncs.incrementAndGet();
    }

    boolean isClosed() {
        return !isOpen();
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause(Duration time) throws InterruptedException {
        boolean ended = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            throw new InterruptedException();
        }
    }
}
