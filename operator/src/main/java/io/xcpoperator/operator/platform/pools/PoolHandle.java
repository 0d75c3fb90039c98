package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.streams.Consoles;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;
import java.util.Optional;

/** A connected pool for one round: what is in it, and how to call it. Not kept over rounds. */
public interface PoolHandle {
    /** How long {@link #freshView} waits. */
    Duration FRESH = Duration.ofSeconds(10);
    /** How long {@link #catchUp} waits. */
    Duration CATCH_UP = Duration.ofSeconds(5);

    /** The XcpPool. */
    ObjectKey key();

    PoolUuid uuid();

    /** What the pool looks like: one complete view, the same throughout the round. */
    PoolView view();

    /**
     * The view after everything written so far, for an executor that must read its own writes. A {@link
     * io.xcpoperator.xapi.errors.PoolException} when the pool does not answer within the limit.
     */
    PoolView viewAfterWrites(Duration limit);

    /** The same within ten seconds: the last look before a call that cannot be taken back. */
    default PoolView freshView() {
        return viewAfterWrites(FRESH);
    }

    /**
     * Waits until the view shows what was written, so that the next round does not write it again; false when the pool
     * does not answer soon.
     */
    default boolean catchUp() {
        try {
            viewAfterWrites(CATCH_UP);
            return true;
        } catch (PoolException e) {
            return false;
        }
    }

    /** What is known of the right to write at all; for plans and messages. The client asks again before each write. */
    WriteState writes();

    /**
     * The pool's calls, for executors only. The first use claims the pool for this cluster (S8); where another operator
     * has it, or this process does not lead, each write fails with a {@link
     * io.xcpoperator.xapi.errors.WriteRefusedException}.
     */
    XapiCalls calls();

    /** For the bytes of disks; as good as {@link #calls}, and kept by the work on one as long as it takes. */
    default DiskUploads uploads() {
        throw new IllegalStateException("no bytes go this way");
    }

    /** For what VMs show. */
    default Consoles consoles() {
        throw new IllegalStateException("no console is reached this way");
    }

    /** How many calls at a time the pool is given, everybody's together (XcpPool.spec.limits.concurrentCalls). */
    int concurrentCalls();

    /** S12: asked by a deletion that would destroy something, directly before it does. */
    Destructions destructions();

    /** What keeps a deletion from destroying now (S12); empty: nothing. Asked directly before it does. */
    default Optional<Verdict> holdsBack(String resourceUid) {
        return destructions().ask(resourceUid).hindrance();
    }
}
