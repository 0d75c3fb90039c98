package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.WriteGate;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PoolRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Holds the right to write to one pool (S8): this process leads its cluster, and its cluster manages the pool. */
final class ManagerClaim implements WriteGate {
    private final String pool;
    private final String clusterId;
    private final Leadership leadership;
    private final Clock clock;
    private final Supplier<PoolView> view;
    private final ReentrantLock writing = new ReentrantLock();
    /** What we wrote and the mirror may not show yet. */
    private volatile ManagerMark written;

    ManagerClaim(String pool, String clusterId, Leadership leadership, Clock clock, Supplier<PoolView> view) {
        this.pool = pool;
        this.clusterId = clusterId;
        this.leadership = leadership;
        this.clock = clock;
        this.view = view;
        this.written = new ManagerMark(clusterId, Instant.EPOCH);
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
        String uuid = view.get().pool().map(record -> record.uuid().value()).orElse("UUID");
        return ("pool %s is managed by the operator of cluster %s (last seen %s); nothing is written."
                        + " If that cluster is no more, this one goes on by itself at %s; at once, on a host: "
                        + "xe pool-param-remove uuid=%s param-name=other-config param-key=%s")
                .formatted(pool, other.clusterId(), other.at(), other.heldUntil(), uuid, ManagerMark.KEY);
    }

    ManagerMark.State state() {
        return view.get()
                .pool()
                .map(record -> ManagerMark.judge(record.otherConfig(), clusterId, clock.instant()))
                .orElseGet(ManagerMark.State.Unclaimed::new);
    }

    /** True when the mark is ours and young, or was just written. */
    boolean isHeld() {
        boolean fresh = written.at().isAfter(clock.instant().minus(ManagerMark.RENEWED_AFTER));
        return state() instanceof ManagerMark.State.Ours(boolean due) ? !due || fresh : fresh;
    }

    /** Claims or renews unless that is not needed; where another manages the pool, the client refuses the writes that follow. */
    void ensure(XapiCalls calls) {
        if (isHeld() || state() instanceof ManagerMark.State.OtherLive) {
            return;
        }
        writing.lock();
        try {
            Optional<PoolRecord> record = view.get().pool();
            if (record.isPresent() && !isHeld()) {
                ManagerMark mark = new ManagerMark(clusterId, clock.instant());
                if (record.get().otherConfig().containsKey(ManagerMark.KEY)) {
                    calls.pool().removeFromOtherConfig(record.get().ref(), ManagerMark.KEY);
                }
                calls.pool().addToOtherConfig(record.get().ref(), ManagerMark.KEY, mark.text());
                written = mark;
            }
        } finally {
            writing.unlock();
        }
    }

    /** Gives the pool up, for instance because its XcpPool goes. */
    void release(XapiCalls calls) {
        if (state() instanceof ManagerMark.State.Ours) {
            view.get().pool().ifPresent(record -> calls.pool().removeFromOtherConfig(record.ref(), ManagerMark.KEY));
        }
    }
}
