package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.Limits;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.events.MirrorState.Position;
import io.xcpoperator.xapi.session.Connection;
import io.xcpoperator.xapi.session.PoolSession;
import io.xcpoperator.xapi.types.XapiClass;
import io.xcpoperator.xapi.wire.CallBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The mirror of one pool over its session. */
public final class StreamedMirror implements PoolMirror, AutoCloseable {
    /** Alerts come by a path of their own and are not mirrored. */
    static final Set<XapiClass> CLASSES = Set.copyOf(EnumSet.complementOf(EnumSet.of(XapiClass.MESSAGE)));

    private static final String CALL = "event.from";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private final String pool;
    private final PoolSession session;
    private final Limits limits;
    private final Clock clock;
    private final MirrorState state;
    private final Notifier notifier;
    private final EventStream stream;
    private final Barrier barrier;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition caughtUp = lock.newCondition();

    private volatile Freshness freshness = new Freshness.NeverSeen();
    private volatile Instant lastReply = Instant.EPOCH;
    private volatile Instant lastEvent = Instant.EPOCH;
    private volatile Duration lag = Duration.ZERO;

    public StreamedMirror(String pool, PoolSession session, Limits limits, List<MarkIndex> marks, Clock clock) {
        this.pool = pool;
        this.session = session;
        this.limits = limits;
        this.clock = clock;
        this.state = new MirrorState(CLASSES, marks);
        this.notifier = new Notifier(pool, Duration.ofMillis(100), nanos -> lag = Duration.ofNanos(nanos));
        this.barrier = new Barrier(pool, this::refresh);
        this.stream = new EventStream(pool, session, this);
    }

    public void start() {
        notifier.start();
        stream.start();
    }

    @Override
    public PoolView view() {
        return state.view();
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public MirrorFigures figures() {
        PoolView view = state.view();
        Map<XapiClass, Integer> sizes = new EnumMap<>(XapiClass.class);
        CLASSES.forEach(type -> sizes.put(type, view.size(type)));
        return new MirrorFigures(sizes, lag, lastEvent, lastReply, stream.resyncs());
    }

    @Override
    public PoolView barrier(Duration limit) {
        try {
            return barrier.pass(limit);
        } catch (TimeoutException _) {
            throw new TransportException(
                    pool, CALL, TransportException.Kind.TIMEOUT, false, "no answer in " + limit.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TransportException(pool, CALL, TransportException.Kind.CUT, false, "interrupted");
        }
    }

    @Override
    public Subscription listen(MirrorListener listener) {
        return notifier.listen(listener);
    }

    @Override
    public void close() {
        stream.close();
        notifier.close();
        stale();
    }

    MirrorState state() {
        return state;
    }

    Duration pollTimeout() {
        return limits.pollTimeout();
    }

    /** Asks what happened since a position; with no time to wait the pool answers at once. */
    EventReply ask(Connection connection, Position since, Duration wait) {
        List<String> tables = CLASSES.stream().map(XapiClass::table).sorted().toList();
        CallBudget budget =
                new CallBudget(wait.plus(since.isStart() ? limits.callTimeout() : GRACE), limits.eventBodyBytes());
        Object value = connection
                .call(CALL, List.of(tables, since.token(), wait.toMillis() / 1000.0), budget)
                .value();
        EventReply reply = EventReply.read(value)
                .orElseThrow(() -> new TransportException(
                        pool, CALL, TransportException.Kind.GARBAGE, false, "not an answer of XAPI"));
        lastReply = clock.instant();
        return reply;
    }

    /** Takes an answer in and passes its changes on. */
    void take(Position since, EventReply reply) {
        long arrived = System.nanoTime();
        List<PoolChange> changes = state.apply(since, reply).orElse(List.of());
        if (!changes.isEmpty()) {
            lastEvent = lastReply;
            notifier.add(changes, arrived);
        }
        if (!(freshness instanceof Freshness.Following)
                && !state.position().isStart()
                && state.position().epoch() == since.epoch()) {
            freshness = new Freshness.Following(lastReply);
            notifier.begun();
            signal();
        }
    }

    /** The view is no longer followed. */
    void stale() {
        if (freshness instanceof Freshness.Following) {
            freshness = new Freshness.Stale(clock.instant());
        }
    }

    private PoolView refresh() {
        Followed at = followed();
        take(at.since(), ask(at.connection(), at.since(), Duration.ZERO));
        return state.view();
    }

    private record Followed(Connection connection, Position since) {}

    /** Waits while the pool is read anew; fails at once where there is no connection. */
    private Followed followed() {
        long end = System.nanoTime() + limits.callTimeout().toNanos();
        lock.lock();
        try {
            while (true) {
                Connection connection = session.current(CALL);
                Position position = state.position();
                if (stream.follows(connection) && !position.isStart()) {
                    return new Followed(connection, position);
                }
                if (System.nanoTime() >= end || stream.isClosed()) {
                    throw new PoolUnavailableException(pool, CALL, lastReply);
                }
                var _ = caughtUp.awaitNanos(LOOK_AGAIN.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PoolUnavailableException(pool, CALL, lastReply);
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            caughtUp.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
