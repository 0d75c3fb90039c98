package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.WriteGate;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.records.PoolRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Holds the right to write to one pool (S8): this process leads its cluster, and its cluster manages the pool. */
final class ManagerClaim implements WriteGate {
    private static final Duration BARRIER = Duration.ofSeconds(10);

    private final String pool;
    private final String clusterId;
    private final Leadership leadership;
    private final Clock clock;
    private final Supplier<Optional<PoolMirror>> mirror;
    private final ReentrantLock writing = new ReentrantLock();

    /** {@code mirror}: empty until the client is there, which asks this gate itself. */
    ManagerClaim(
            String pool, String clusterId, Leadership leadership, Clock clock, Supplier<Optional<PoolMirror>> mirror) {
        this.pool = pool;
        this.clusterId = clusterId;
        this.leadership = leadership;
        this.clock = clock;
        this.mirror = mirror;
    }

    /** Asked by the client directly before each write. */
    @Override
    public Optional<String> refusal(String method) {
        if (!leadership.mayWrite()) {
            return Optional.of("NotLeading");
        }
        return state() instanceof ManagerMark.State.OtherLive
                ? Optional.of(Reason.OtherManagerActive.text())
                : Optional.empty();
    }

    WriteState writes() {
        return state() instanceof ManagerMark.State.OtherLive(ManagerMark other)
                ? new WriteState.Closed(Reason.OtherManagerActive, sentence(other))
                : new WriteState.Open();
    }

    /** A cluster that was rebuilt meets the mark of what it was before; nobody but a person knows that it is no more. */
    private String sentence(ManagerMark other) {
        String uuid = record().map(known -> known.uuid().value()).orElse("UUID");
        return ("pool %s is managed by the operator of cluster %s (last seen %s); nothing is written."
                        + " If that cluster is no more, this one goes on by itself at %s; at once, on a host: "
                        + "xe pool-param-remove uuid=%s param-name=other-config param-key=%s")
                .formatted(pool, other.clusterId(), other.at(), other.heldUntil(), uuid, ManagerMark.KEY);
    }

    ManagerMark.State state() {
        return record().map(record -> ManagerMark.judge(record.otherConfig(), clusterId, clock.instant()))
                .orElseGet(ManagerMark.State.Unclaimed::new);
    }

    private Optional<PoolRecord> record() {
        return mirror.get().flatMap(known -> known.view().pool());
    }

    private boolean isSettled() {
        return switch (state()) {
            case ManagerMark.State.Ours(boolean due) -> !due;
            case ManagerMark.State.OtherLive _ -> true;
            case ManagerMark.State.Unclaimed _, ManagerMark.State.OtherDead _ -> false;
        };
    }

    /**
     * Claims or renews unless that is not needed; where another manages the pool, the client refuses the writes that
     * follow. What the mirror shows may be old, after a long sleep for instance: the pool is asked before anything is
     * written, and once more after it, for of two who write at once the later one holds the pool.
     */
    void ensure(XapiCalls calls) {
        if (isSettled()) {
            return;
        }
        writing.lock();
        try {
            current();
            if (!isSettled()) {
                record().ifPresent(record -> write(calls, record));
                current();
            }
        } finally {
            writing.unlock();
        }
    }

    private void current() {
        mirror.get().ifPresent(known -> known.barrier(BARRIER));
    }

    private void write(XapiCalls calls, PoolRecord record) {
        if (record.otherConfig().containsKey(ManagerMark.KEY)) {
            calls.pool().removeFromOtherConfig(record.ref(), ManagerMark.KEY);
        }
        calls.pool()
                .addToOtherConfig(record.ref(), ManagerMark.KEY, new ManagerMark(clusterId, clock.instant()).text());
    }

    /** Gives the pool up, for instance because its XcpPool goes. */
    void release(XapiCalls calls) {
        if (state() instanceof ManagerMark.State.Ours) {
            record().ifPresent(record -> calls.pool().removeFromOtherConfig(record.ref(), ManagerMark.KEY));
        }
    }
}
