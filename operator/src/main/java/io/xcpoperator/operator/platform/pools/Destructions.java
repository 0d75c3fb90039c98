package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.gate.DeletionBudget;

/** The deletions of one pool that destroy something (S12). */
public interface Destructions {
    /**
     * Whether a deletion may destroy now. Go is on record in the pool before it is given, and stays given while the
     * resource is being deleted; asking again is free. Held ones are woken when the XcpPool is approved.
     *
     * @param resourceUid metadata.uid of the resource that is being deleted
     */
    DeletionBudget.Verdict ask(String resourceUid);
}
