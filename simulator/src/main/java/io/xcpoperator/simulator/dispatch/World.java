package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.clock.DrivenClock;
import io.xcpoperator.simulator.clock.SimClock;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The pool as a whole: database, time, and the one lock under which everything happens. A handler holds the lock; who
 * waits ({@link #pause}, {@link #await}) gives it up meanwhile, so what it read before may have changed.
 */
public final class World implements AutoCloseable {
    /** Key of {@code pool.other_config} that is there while the hosts' versions differ. */
    public static final String UPGRADING = "rolling_upgrade_in_progress";

    /** After so long without its coordinator a member is in emergency mode. */
    private static final Duration MEMBERS_PATIENCE = Duration.ofMinutes(1);

    private final Database database;
    private final SimClock clock;
    private final boolean driven;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> serverCertificates = new ConcurrentHashMap<>();
    private final Map<String, Instant> silentHosts = new ConcurrentHashMap<>();
    private final Map<String, String> strays = new ConcurrentHashMap<>();
    private final AtomicInteger era = new AtomicInteger();
    private volatile Delays delays;
    private volatile boolean closed;

    public World(Database database, SimClock clock, Delays delays) {
        this.database = database;
        this.clock = clock;
        this.driven = clock instanceof DrivenClock;
        this.delays = delays;
        database.onChange(changed::signalAll);
    }

    public Database database() {
        return database;
    }

    public SimClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.now();
    }

    /** Whether a test moves the time. */
    public boolean driven() {
        return driven;
    }

    public Delays delays() {
        return delays;
    }

    public void delays(Delays next) {
        delays = next;
    }

    public boolean closed() {
        return closed;
    }

    /** Does something as one step that nobody sees half done. */
    public <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    public void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait in {@link #await}. Under the lock. */
    public void wake() {
        changed.signalAll();
    }

    /** Lets time pass; the lock is free meanwhile. */
    public void pause(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        Condition over = lock.newCondition();
        boolean[] done = {false};
        SimClock.Timer timer = clock.schedule(duration, () -> {
            lock.lock();
            try {
                done[0] = true;
                over.signal();
            } finally {
                lock.unlock();
            }
        });
        try {
            while (!done[0] && !closed) {
                if (!over.await(1, TimeUnit.SECONDS) && closed) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            timer.cancel();
            Thread.currentThread().interrupt();
            throw XapiFailure.internal("interrupted");
        }
    }

    /**
     * Waits until {@code ready} holds, at most {@code limit}; the lock is free meanwhile.
     *
     * @return whether it holds
     */
    public boolean await(Duration limit, BooleanSupplier ready) {
        Instant deadline = clock.now().plus(limit);
        long end = System.nanoTime() + limit.toNanos();
        SimClock.Timer timer = driven ? clock.schedule(limit, () -> locked(() -> {})) : () -> {};
        try {
            while (!ready.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (closed || left <= 0 || !clock.now().isBefore(deadline)) {
                    return ready.getAsBoolean();
                }
                boolean _ = changed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw XapiFailure.internal("interrupted");
        } finally {
            timer.cancel();
        }
    }

    /** Does something later, as one step; nothing when it fails with {@link XapiFailure}. */
    public SimClock.Timer later(Duration delay, Runnable step) {
        return clock.schedule(delay, () -> {
            if (!closed) {
                locked(step);
            }
        });
    }

    /** Deletions that were not told yet are never told. Under the lock. */
    public void loseEvents() {
        database.forgetDeletions();
    }

    /** Each host's certificate in PEM, by the host's reference. */
    public Map<String, String> serverCertificates() {
        return serverCertificates;
    }

    /** From now on a host answers nobody; {@code host_metrics.live} may not tell so yet. */
    public void silence(String host) {
        silentHosts.putIfAbsent(host, now());
    }

    /** It answers again. */
    public void heard(String host) {
        silentHosts.remove(host);
    }

    public boolean silent(String host) {
        return silentHosts.containsKey(host);
    }

    /** Members that look for a coordinator which is none any more, and whom they look for; by reference. */
    public Map<String, String> strays() {
        return strays;
    }

    /** Whom a host takes for the coordinator. */
    public String leaderOf(Row host) {
        return strays.getOrDefault(host.ref(), pool().text("master"));
    }

    /** Whether a member has not heard of its coordinator for a minute. */
    public boolean emergency(Row host) {
        String leader = leaderOf(host);
        Instant since = silentHosts.get(leader);
        return !leader.equals(host.ref())
                && (strays.containsKey(host.ref()) || (since != null && !now().isBefore(since.plus(MEMBERS_PATIENCE))));
    }

    /** Counts the lives of the coordinator's toolstack: work of an earlier one goes no further. */
    public int era() {
        return era.get();
    }

    public void newEra() {
        era.incrementAndGet();
        wake();
    }

    /** The pool's one record. */
    public Row pool() {
        return database.all("pool").iterator().next();
    }

    /** Whether hosts of different versions are in the pool. */
    public boolean upgrading() {
        return pool().hasEntry("other_config", UPGRADING);
    }

    /** While hosts of different versions are in the pool, much is refused (facts: rolling upgrade). */
    public void requireNoUpgrade() {
        if (upgrading()) {
            throw new XapiFailure("NOT_SUPPORTED_DURING_UPGRADE");
        }
    }

    /** The host that answers calls. */
    public Row coordinator() {
        return pool().follow("master").orElseThrow();
    }

    @Override
    public void close() {
        locked(() -> closed = true);
        clock.close();
    }
}
