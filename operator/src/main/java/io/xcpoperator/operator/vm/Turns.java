package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who acts on a pool, and who is next. A pool takes so many rounds at a time; whoever finds no room, or hears from the
 * pool's limits that it is busy, stands in line and is woken, in the order of coming, as room is made. Nobody is held up
 * here, and to be woken is a hint, not a right: whoever comes and finds room is served.
 */
final class Turns {
    private final InstantSource clock;
    private final Consumer<ObjectKey> wake;
    private final Map<ObjectKey, Line> lines = new ConcurrentHashMap<>();

    /** @param wake makes a VirtualMachine's round begin soon; called outside of any lock */
    Turns(InstantSource clock, Consumer<ObjectKey> wake) {
        this.clock = clock;
        this.wake = wake;
    }

    /** How a round ended, for those who wait. */
    enum End {
        /** It found the pool busy: it goes on waiting, and has made no room. */
        BUSY,
        /** It started a long operation: only the room it took itself is free again. */
        STARTED,
        /** It did what it could, and what it may have waited for has ended. */
        DONE
    }

    /**
     * Takes a turn, to be given back by {@link #end}, or stands in line.
     *
     * @param room how many may act at a time
     */
    boolean enter(ObjectKey pool, int room, ObjectKey who) {
        return line(pool).enter(room, who);
    }

    void end(ObjectKey pool, ObjectKey who, End end) {
        line(pool).end(who, end).ifPresent(wake);
    }

    /** It has nothing to do on the pool any more. */
    void drop(ObjectKey pool, ObjectKey who) {
        line(pool).drop(who);
    }

    /** For how long it has been in line; zero if it is not. */
    Duration waiting(ObjectKey pool, ObjectKey who) {
        return line(pool).waiting(who);
    }

    private Line line(ObjectKey pool) {
        return lines.computeIfAbsent(pool, _ -> new Line());
    }

    private record Standing(Instant since, boolean called) {}

    private final class Line {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<ObjectKey, Standing> standing = new LinkedHashMap<>();
        private int acting;
        private int room = 1;

        boolean enter(int most, ObjectKey who) {
            lock.lock();
            try {
                room = most;
                if (acting >= most) {
                    stand(who);
                    return false;
                }
                acting++;
                return true;
            } finally {
                lock.unlock();
            }
        }

        Optional<ObjectKey> end(ObjectKey who, End end) {
            lock.lock();
            try {
                boolean full = acting >= room;
                acting--;
                if (end == End.BUSY) {
                    stand(who);
                    return Optional.empty();
                }
                standing.remove(who);
                return end == End.DONE || full ? call() : Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        void drop(ObjectKey who) {
            lock.lock();
            try {
                standing.remove(who);
            } finally {
                lock.unlock();
            }
        }

        Duration waiting(ObjectKey who) {
            lock.lock();
            try {
                Standing place = standing.get(who);
                return place == null ? Duration.ZERO : Duration.between(place.since(), clock.instant());
            } finally {
                lock.unlock();
            }
        }

        /** At its old place, if it had one. */
        private void stand(ObjectKey who) {
            standing.compute(
                    who, (_, before) -> new Standing(before == null ? clock.instant() : before.since(), false));
        }

        private Optional<ObjectKey> call() {
            Optional<ObjectKey> next = standing.entrySet().stream()
                    .filter(place -> !place.getValue().called())
                    .map(Map.Entry::getKey)
                    .findFirst();
            next.ifPresent(who -> standing.computeIfPresent(who, (_, place) -> new Standing(place.since(), true)));
            return next;
        }
    }
}
