package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.pools.Destructions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The destroying deletions of one pool: those done in the last hour, and those that wait. It lives with the connection;
 * what waits asks again after a restart of the operator, and an approval names exactly what it was given for.
 */
final class DestructionLedger implements Destructions {
    private final ObjectKey pool;
    private final Clock clock;
    private final Runnable changed;
    private final List<Instant> done = new ArrayList<>();
    private final Set<String> waiting = new TreeSet<>();
    private final Set<String> approved = new HashSet<>();
    private int limit;

    /** Begins empty; {@code changed} is run when something begins or ceases to be held. */
    DestructionLedger(ObjectKey pool, Clock clock, int limit, Runnable changed) {
        this.pool = pool;
        this.clock = clock;
        this.limit = limit;
        this.changed = changed;
    }

    @Override
    public DeletionBudget.Verdict ask(String resourceUid) {
        boolean news;
        DeletionBudget.Verdict verdict;
        synchronized (this) {
            news = !approved.contains(resourceUid) && waiting.add(resourceUid);
            verdict = approved.contains(resourceUid) ? new DeletionBudget.Verdict.Go() : judge();
        }
        if (news && verdict instanceof DeletionBudget.Verdict.Held) {
            changed.run();
        }
        return verdict;
    }

    @Override
    public synchronized void done(String resourceUid) {
        boolean waited = waiting.remove(resourceUid);
        if (approved.remove(resourceUid) || waited) {
            done.add(clock.instant());
        }
        done.removeIf(at -> !at.isAfter(clock.instant().minus(DeletionBudget.WINDOW)));
    }

    @Override
    public synchronized void withdraw(String resourceUid) {
        waiting.remove(resourceUid);
        approved.remove(resourceUid);
    }

    /** Takes what the XcpPool says now; the held of this moment, if they may not go on. */
    Optional<DeletionBudget.Verdict.Held> update(int newLimit, Approvals approvals) {
        boolean freed;
        Optional<DeletionBudget.Verdict.Held> held;
        synchronized (this) {
            limit = newLimit;
            freed = !waiting.isEmpty() && approvals.has(Approvals.DELETIONS, DeletionBudget.hash(waiting));
            if (freed) {
                approved.addAll(waiting);
                waiting.clear();
            }
            held = judge() instanceof DeletionBudget.Verdict.Held h ? Optional.of(h) : Optional.empty();
        }
        if (freed) {
            changed.run();
        }
        return held;
    }

    private DeletionBudget.Verdict judge() {
        return DeletionBudget.judge(pool, limit, done, waiting, new Approvals(List.of()), clock.instant());
    }
}
