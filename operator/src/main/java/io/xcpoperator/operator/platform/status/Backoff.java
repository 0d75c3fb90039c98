package io.xcpoperator.operator.platform.status;

import io.xcpoperator.operator.platform.Latest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How often in a row each object failed: what fails again is tried again ever more seldom. A new generation begins anew,
 * and so does another process. Jitter is {@link Requeue}'s. Of many objects only the latest are kept.
 */
public final class Backoff {
    /** The longest that growth comes to; a longer delay of the error table stays as it is. */
    public static final Duration CAP = Duration.ofMinutes(5);

    private static final int STEPS = 10;

    private final Lock lock = new ReentrantLock();
    private final Map<String, Row> rows = new Latest<>();

    private record Row(long generation, int failures) {}

    /** Failures of this generation since it last succeeded. */
    public int failures(String uid, long generation) {
        lock.lock();
        try {
            Row row = rows.get(uid);
            return row == null || row.generation() != generation ? 0 : row.failures();
        } finally {
            lock.unlock();
        }
    }

    public void failed(String uid, long generation) {
        lock.lock();
        try {
            int before = failures(uid, generation);
            rows.remove(uid);
            rows.put(uid, new Row(generation, Math.min(before + 1, STEPS)));
        } finally {
            lock.unlock();
        }
    }

    /** It succeeded, or is no more. */
    public void reset(String uid) {
        lock.lock();
        try {
            rows.remove(uid);
        } finally {
            lock.unlock();
        }
    }

    /** The delay after so many failures before this one: doubled with each, up to {@link #CAP}. */
    public static Duration grown(Duration delay, int failures) {
        if (delay.compareTo(CAP) >= 0) {
            return delay;
        }
        Duration grown = delay.multipliedBy(1L << Math.min(failures, STEPS));
        return grown.compareTo(CAP) < 0 ? grown : CAP;
    }
}
