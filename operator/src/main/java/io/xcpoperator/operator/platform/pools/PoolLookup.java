package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.status.Reason;

/** What came of looking for a pool. */
public sealed interface PoolLookup {
    /** The pool answers and its mirror is complete. */
    record Connected(PoolHandle pool) implements PoolLookup {}

    /** There is no such XcpPool, or it is not connected: nothing may be concluded about what is in it. */
    record NotReady(Reason reason, String message) implements PoolLookup {}

    /** The namespace has no such right. */
    record Denied(String message) implements PoolLookup {}
}
