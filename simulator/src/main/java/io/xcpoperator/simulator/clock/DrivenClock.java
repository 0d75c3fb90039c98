package io.xcpoperator.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Time that stands still until a test moves it. */
public final class DrivenClock implements SimClock {
    private record Due(Instant at, long order, Runnable action) {}

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Instant now;
    private long orders;

    public DrivenClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer schedule(Duration delay, Runnable action) {
        Due due = new Due(now.plus(delay), orders++, action);
        waiting.add(due);
        return () -> cancel(due);
    }

    /** How many wait for their time. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void cancel(Due due) {
        waiting.remove(due);
    }

    /** Moves time on; what falls due on the way happens, each at its own moment, before this returns. */
    public void advance(Duration by) {
        Instant goal = now().plus(by);
        for (List<Due> next = take(goal); !next.isEmpty(); next = take(goal)) {
            next.forEach(due -> due.action().run());
        }
        synchronized (this) {
            now = goal;
        }
    }

    private synchronized List<Due> take(Instant goal) {
        var taken = new ArrayList<Due>();
        Due head = waiting.peek();
        if (head != null && !head.at().isAfter(goal)) {
            waiting.remove();
            now = head.at();
            taken.add(head);
        }
        return List.copyOf(taken);
    }
}
