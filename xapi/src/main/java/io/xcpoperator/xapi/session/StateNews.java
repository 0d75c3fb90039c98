package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.ConnectionState;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of states, each of them all states in their order and one at a time. No lock is held meanwhile: a
 * listener may call back, and what that changes is told next.
 */
final class StateNews {
    private static final Logger LOG = LoggerFactory.getLogger(StateNews.class);
    private final String pool;
    private final List<Consumer<ConnectionState>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<ConnectionState> line = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    StateNews(String pool) {
        this.pool = pool;
    }

    void listen(Consumer<ConnectionState> listener) {
        listeners.add(listener);
    }

    void unlisten(Consumer<ConnectionState> listener) {
        listeners.remove(listener);
    }

    /** Puts a state in line; whoever changes the state does it under the lock that orders the changes. */
    void add(ConnectionState next) {
        line.add(next);
    }

    /** Tells what is in line, unless that is being done already; then whoever does it tells this too. */
    void tell() {
        while (!line.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (ConnectionState next = line.poll(); next != null; next = line.poll()) {
                    tell(next);
                }
            } finally {
                telling.set(false);
            }
        }
    }

    private void tell(ConnectionState next) {
        for (Consumer<ConnectionState> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("pool", pool).setCause(e).log("A listener of the pool's connection failed");
            }
        }
    }
}
