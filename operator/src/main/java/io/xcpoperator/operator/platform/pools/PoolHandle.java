package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;

/** A connected pool for one round: what is in it, and how to call it. Not kept over rounds. */
public interface PoolHandle {
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

    /** What is known of the right to write at all; for plans and messages. The client asks again before each write. */
    WriteState writes();

    /**
     * The pool's calls, for executors only. The first use claims the pool for this cluster (S8); where another operator
     * has it, or this process does not lead, each write fails with a {@link
     * io.xcpoperator.xapi.errors.WriteRefusedException}.
     */
    XapiCalls calls();

    /** How many calls at a time the pool is given, everybody's together (XcpPool.spec.limits.concurrentCalls). */
    int concurrentCalls();

    /** S12: asked by a deletion that would destroy something, directly before it does. */
    Destructions destructions();
}
