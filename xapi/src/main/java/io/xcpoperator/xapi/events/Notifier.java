package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.types.Ref;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of changes: the first at once, what follows within the pause as one. An object that changed several
 * times is told once, from its first state to its last; one that came back to where it was is not told at all.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private final String pool;
    private final Duration pause;
    private final LongConsumer lagNanos;
    private final List<MirrorListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<Ref, PoolChange> pending = new LinkedHashMap<>();

    private long oldest;
    private boolean begun;
    private boolean closed;

    Notifier(String pool, Duration pause, LongConsumer lagNanos) {
        this.pool = pool;
        this.pause = pause;
        this.lagNanos = lagNanos;
    }

    void start() {
        Thread.ofVirtual().name("xapi-notify-" + pool).start(this::run);
    }

    PoolMirror.Subscription listen(MirrorListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** @param arrived nanoseconds, when the answer with these changes arrived */
    void add(List<PoolChange> changes, long arrived) {
        if (changes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (pending.isEmpty()) {
                oldest = arrived;
            }
            changes.forEach(this::merge);
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells, after the changes that came before, that the view is followed. */
    void begun() {
        lock.lock();
        try {
            begun = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void merge(PoolChange change) {
        PoolChange earlier = pending.remove(change.ref());
        if (earlier == null) {
            pending.put(change.ref(), change);
        } else if (!Objects.equals(earlier.before(), change.after())) {
            pending.put(change.ref(), new PoolChange(earlier.before(), change.after()));
        }
    }

    private void run() {
        try {
            for (Optional<News> batch = take(); batch.isPresent(); batch = take()) {
                tell(batch.get());
                rest();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record News(List<PoolChange> changes, boolean begun) {}

    private Optional<News> take() throws InterruptedException {
        lock.lock();
        try {
            while (pending.isEmpty() && !begun && !closed) {
                work.await();
            }
            if (closed) {
                return Optional.empty();
            }
            var news = new News(List.copyOf(pending.values()), begun);
            if (!pending.isEmpty()) {
                lagNanos.accept(System.nanoTime() - oldest);
            }
            pending.clear();
            begun = false;
            return Optional.of(news);
        } finally {
            lock.unlock();
        }
    }

    private void rest() throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = work.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(60)));
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(News news) {
        for (MirrorListener listener : listeners) {
            try {
                if (!news.changes().isEmpty()) {
                    listener.changed(news.changes());
                }
                if (news.begun()) {
                    listener.followed();
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("pool", pool).setCause(e).log("A listener of the pool's mirror failed");
            }
        }
    }
}
