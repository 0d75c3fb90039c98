package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.gate.DeletionBudget;

/** The deletions of one pool that destroy something (S12). */
public interface Destructions {
    /**
     * Registers the wish to destroy, and answers whether it may be carried out now. Asking again is free. Held ones are
     * woken when the XcpPool is approved.
     *
     * @param resourceUid metadata.uid of the resource that is being deleted
     */
    DeletionBudget.Verdict ask(String resourceUid);

    /** The wish was carried out: counts against the hour. */
    void done(String resourceUid);

    /** The wish is no more: the finalizer went, or the policy changed. */
    void withdraw(String resourceUid);
}
