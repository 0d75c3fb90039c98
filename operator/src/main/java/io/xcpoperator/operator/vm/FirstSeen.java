package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.Latest;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When this process first saw a task run, and when it first saw it ended. The pool's clock tells neither: it may be hours
 * from ours, and a guest must get all of its time to shut down. What is forgotten counts anew: it is waited for longer,
 * never less.
 */
final class FirstSeen {
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<Sight, Instant> since = new Latest<>();

    private record Sight(TaskRef task, boolean running) {}

    FirstSeen(InstantSource clock) {
        this.clock = clock;
    }

    Instant in(TaskRef task, boolean running) {
        lock.lock();
        try {
            return since.computeIfAbsent(new Sight(task, running), _ -> clock.instant());
        } finally {
            lock.unlock();
        }
    }
}
