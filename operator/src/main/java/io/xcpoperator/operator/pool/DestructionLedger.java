package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.calls.PoolCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PoolRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The destroying deletions of one pool (S12). What may destroy has a permit, written to the pool itself before the
 * answer is given: a crash, a restart, another leader or a changed XcpPool finds it again. What waits is not remembered
 * but looked up each time.
 */
final class DestructionLedger {
    /** What the XcpPool says now. */
    record Rule(int limit, Approvals approvals) {}

    private final ObjectKey pool;
    private final Clock clock;
    private final Supplier<Rule> rule;
    private final Supplier<Set<String>> doomed;
    private final ReentrantLock granting = new ReentrantLock();
    /** What we wrote and the mirror may not show yet. */
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /** @param doomed metadata.uid of the resources whose deletion would destroy something */
    DestructionLedger(ObjectKey pool, Clock clock, Supplier<Rule> rule, Supplier<Set<String>> doomed) {
        this.pool = pool;
        this.clock = clock;
        this.rule = rule;
        this.doomed = doomed;
    }

    /** Whether this one may go on; if so, that is on record in the pool. */
    DeletionBudget.Verdict ask(String resourceUid, PoolHandle handle) {
        granting.lock();
        try {
            DestructionPermits permits = permits(handle.view());
            if (permits.has(resourceUid)) {
                return new DeletionBudget.Verdict.Go();
            }
            Set<String> deleting = new TreeSet<>(doomed.get());
            deleting.add(resourceUid);
            Set<String> waiting = permits.without(deleting);
            Rule now = rule.get();
            Optional<DeletionBudget.Excess> excess = excess(permits, waiting, now);
            Optional<DeletionBudget.Verdict.Held> held = excess.flatMap(e -> e.held(pool, now.approvals()));
            if (held.isPresent()) {
                return held.get();
            }
            return grant(
                    excess.isPresent() ? waiting : Set.of(resourceUid),
                    permits.spent(clock.instant(), deleting),
                    handle);
        } finally {
            granting.unlock();
        }
    }

    /** What a person is asked to approve at this moment, approved or not. */
    Optional<DeletionBudget.Excess> excess(PoolView view) {
        DestructionPermits permits = permits(view);
        return excess(permits, permits.without(doomed.get()), rule.get());
    }

    private Optional<DeletionBudget.Excess> excess(DestructionPermits permits, Set<String> waiting, Rule now) {
        return DeletionBudget.excess(now.limit(), permits.times(), waiting, clock.instant());
    }

    private DestructionPermits permits(PoolView view) {
        return DestructionPermits.of(view.pool().map(PoolRecord::otherConfig).orElse(Map.of()), written);
    }

    /** One key a permit: XAPI has no call that replaces one value for another in one step. */
    private DeletionBudget.Verdict grant(Set<String> granted, Set<String> spent, PoolHandle handle) {
        Optional<PoolRecord> record = handle.view().pool();
        if (record.isEmpty()) {
            return new DeletionBudget.Verdict.Unrecorded(Reason.PoolNotReady, "the pool is being read");
        }
        try {
            PoolCalls calls = handle.calls().pool();
            for (String uid : granted) {
                write(calls, record.get(), uid);
            }
            for (String uid : spent) {
                calls.removeFromOtherConfig(record.get().ref(), DestructionPermits.key(uid));
                written.remove(uid);
            }
            return new DeletionBudget.Verdict.Go();
        } catch (PoolException e) {
            return new DeletionBudget.Verdict.Unrecorded(
                    Reason.PoolNotReady,
                    "the deletion waits until it is on record in pool %s: %s"
                            .formatted(pool.name(), Failures.explain(e, handle.view())));
        }
    }

    private void write(PoolCalls calls, PoolRecord record, String uid) {
        Instant now = clock.instant();
        try {
            calls.addToOtherConfig(record.ref(), DestructionPermits.key(uid), MarkTime.text(now));
        } catch (XapiException e) {
            if (!e.code().equals("MAP_DUPLICATE_KEY")) { // then an answer was lost, and the permit is there
                throw e;
            }
        }
        written.put(uid, now);
    }
}
