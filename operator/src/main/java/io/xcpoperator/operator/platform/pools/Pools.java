package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.access.Right;

/** How a feature reaches a pool. Never blocks and never calls out: a pool that is not there is a value. */
public interface Pools {
    /**
     * Looks a pool up for an object of {@code namespace} that needs {@code right} on it.
     *
     * @param pool the XcpPool's namespace and name, see {@link ObjectKey#resolve}
     */
    PoolLookup find(ObjectKey pool, String namespace, Right right);
}
