package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the heavy tasks that were started and have not ended yet, as the mirror sees them. Those that name a host count
 * for it; where the pool chooses, only their sum is limited.
 */
final class HeavyOperations {
    /** A task that the mirror still has not shown after this ended before it could be seen. */
    private static final Duration UNSEEN = Duration.ofSeconds(30);

    private final String pool;
    private final int perHost;
    private final PoolMirror mirror;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TaskRef, Operation> running = new HashMap<>();
    private int starting;

    HeavyOperations(String pool, int perHost, PoolMirror mirror, Clock clock) {
        this.pool = pool;
        this.perHost = perHost;
        this.mirror = mirror;
        this.clock = clock;
    }

    private record Operation(Optional<HostRef> host, Instant since, boolean seen) {}

    interface Start {
        TaskRef start();
    }

    TaskRef run(String method, Optional<HostRef> host, Start start) {
        enter(method, host);
        TaskRef task = null;
        try {
            task = start.start();
            return task;
        } finally {
            lock.lock();
            try {
                starting--;
                if (task != null) {
                    running.put(task, new Operation(host, clock.instant(), false));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void enter(String method, Optional<HostRef> host) {
        PoolView view = mirror.view();
        int hosts = Math.max(1, view.hosts().size());
        lock.lock();
        try {
            forgetEnded(view);
            long there = running.values().stream()
                    .filter(operation -> host.isPresent() && operation.host().equals(host))
                    .count();
            if (there >= perHost || running.size() + starting >= perHost * hosts) {
                throw new BusyException(pool, method, perHost + " heavy operations a host");
            }
            starting++;
        } finally {
            lock.unlock();
        }
    }

    /** Its end was read and the task taken away, perhaps before anyone here saw it in the mirror. */
    void forget(TaskRef task) {
        lock.lock();
        try {
            running.remove(task);
        } finally {
            lock.unlock();
        }
    }

    private void forgetEnded(PoolView view) {
        Instant now = clock.instant();
        running.replaceAll(
                (ref, operation) -> operation.seen() || view.task(ref).isEmpty()
                        ? operation
                        : new Operation(operation.host(), operation.since(), true));
        running.entrySet().removeIf(entry -> {
            Optional<TaskRecord> task = view.task(entry.getKey());
            Operation operation = entry.getValue();
            return task.map(HeavyOperations::ended)
                    .orElse(operation.seen() || operation.since().plus(UNSEEN).isBefore(now));
        });
    }

    private static boolean ended(TaskRecord task) {
        return task.status() != TaskStatus.PENDING && task.status() != TaskStatus.CANCELLING;
    }
}
