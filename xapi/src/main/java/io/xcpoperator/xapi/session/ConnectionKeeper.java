package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.ConnectionState.Connected;
import io.xcpoperator.xapi.ConnectionState.NotConnected;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a pool connected: one virtual thread that connects whenever there is no connection, with a growing pause. */
public final class ConnectionKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionKeeper.class);
    private final String pool;
    private final Clock clock;
    private final PoolTrust trust;
    private final Connector connector;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final StateNews news;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable Connection connection;
    private volatile ConnectionState state;
    private boolean now;
    private boolean closed;
    private int failures;
    private long connects;

    /** What connects. */
    interface Connector {
        Connection connect();

        /** Ends a connection that came too late to be used, or is in use no more. */
        void end(Connection connection);
    }

    ConnectionKeeper(String pool, Clock clock, PoolTrust trust, Connector connector) {
        this.pool = pool;
        this.news = new StateNews(pool);
        this.clock = clock;
        this.trust = trust;
        this.connector = connector;
        this.state = new NotConnected(clock.instant(), Optional.empty(), clock.instant(), 0);
    }

    /** The thread it runs on ends some time after the keeper is closed. */
    Thread start() {
        return Thread.ofVirtual().name("xapi-connect-" + pool).start(this::run);
    }

    public ConnectionState state() {
        return state;
    }

    /** What follows is told to it in order, by whichever thread changed it or was telling already; no lock is held. */
    public void listen(Consumer<ConnectionState> listener) {
        news.listen(listener);
    }

    public void unlisten(Consumer<ConnectionState> listener) {
        news.unlisten(listener);
    }

    public Optional<Connection> current() {
        lock.lock();
        try {
            return Optional.ofNullable(connection);
        } finally {
            lock.unlock();
        }
    }

    public boolean isCurrent(Connection other) {
        return current().filter(present -> present == other).isPresent();
    }

    /** Waits for a connection; empty when closed. */
    public Optional<Connection> await() throws InterruptedException {
        lock.lock();
        try {
            while (connection == null && !closed) {
                changed.await();
            }
            return Optional.ofNullable(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait for the time of the next attempt. */
    public void tryNow() {
        lock.lock();
        try {
            now = true;
            failures = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a connection up, if it is still the present one. */
    void lost(Connection stale, PoolException reason) {
        lock.lock();
        try {
            if (connection == stale) {
                connection = null;
                stale.wire().close();
                Instant since = clock.instant();
                publish(new NotConnected(since, Optional.of(reason), since, reconnects()));
                LOG.atInfo()
                        .addKeyValue("pool", pool)
                        .addKeyValue("reason", reason.classification().reason())
                        .log("Connection to the pool lost");
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        news.tell();
    }

    /** Tells that newer credentials than those of the present connection were refused. */
    void refused(Connection present, XapiException why) {
        lock.lock();
        try {
            if (connection == present && state instanceof Connected up) {
                publish(up.refused(why));
                LOG.atWarn()
                        .addKeyValue("pool", pool)
                        .addKeyValue("code", why.code())
                        .log("New login refused");
            }
        } finally {
            lock.unlock();
        }
        news.tell();
    }

    /** Puts a fresh connection in the place of one that is still the present one. */
    void replace(Connection stale, Connection fresh) {
        if (!installed(fresh, Optional.of(stale))) {
            connector.end(fresh);
        }
        news.tell();
    }

    /** Every connection that was made is ended, whatever moment this is: here, or where it would have come into use. */
    @Override
    public void close() {
        Optional<Connection> last;
        lock.lock();
        try {
            closed = true;
            last = Optional.ofNullable(connection);
            connection = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        last.ifPresent(connector::end);
    }

    private void run() {
        try {
            while (due()) {
                attempt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            Connection fresh = connector.connect();
            if (!installed(fresh, Optional.empty())) {
                connector.end(fresh);
                return;
            }
            news.tell();
            LOG.atInfo()
                    .addKeyValue("pool", pool)
                    .addKeyValue("host", fresh.endpoint())
                    .log("Connected to the pool");
        } catch (PoolException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("pool", pool).setCause(e).log("Connecting failed in an unforeseen way");
            failed(new TransportException(
                    pool, "pool.get_all", TransportException.Kind.GARBAGE, false, "an unforeseen failure"));
        }
    }

    /** Takes a connection into use in the place of {@code stale}; false when something else is there by now. */
    private boolean installed(Connection fresh, Optional<Connection> stale) {
        lock.lock();
        try {
            if (closed || !Optional.ofNullable(connection).equals(stale)) {
                return false;
            }
            stale.map(Connection::wire)
                    .filter(wire -> !wire.equals(fresh.wire()))
                    .ifPresent(Wire::close);
            failures = 0;
            connection = fresh;
            connects++;
            publish(new Connected(
                    clock.instant(),
                    fresh.pool(),
                    fresh.endpoint(),
                    trust.accepted(fresh.endpoint().host()),
                    reconnects(),
                    Optional.empty()));
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void failed(PoolException reason) {
        Duration delay = noted(reason);
        news.tell();
        lock.lock();
        try {
            if (!now && !closed) {
                pause(delay);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pause before the next attempt. */
    private Duration noted(PoolException reason) {
        lock.lock();
        try {
            failures++;
            Duration delay = backoff.after(failures, reason);
            Instant since = state instanceof NotConnected before ? before.since() : clock.instant();
            publish(new NotConnected(since, Optional.of(reason), clock.instant().plus(delay), reconnects()));
            return delay;
        } finally {
            lock.unlock();
        }
    }

    /** Ends early when something asks for an attempt. */
    private void pause(Duration delay) {
        try {
            long left = delay.toNanos();
            while (left > 0 && !now && !closed) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Waits until there is no connection; false when closed. */
    private boolean due() throws InterruptedException {
        lock.lock();
        try {
            while (connection != null && !closed) {
                changed.await();
            }
            now = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private long reconnects() {
        return Math.max(0, connects - 1);
    }

    /** Told once the lock is free. */
    private void publish(ConnectionState next) {
        state = next;
        news.add(next);
    }
}
