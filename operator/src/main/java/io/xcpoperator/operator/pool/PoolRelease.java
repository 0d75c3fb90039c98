package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;

/** How an XcpPool that is deleted goes. Pure. */
sealed interface PoolRelease {
    /** The pool is told that this cluster manages it no more. */
    record GivesUp() implements PoolRelease {}

    /** Nothing is written: it is only observed, a person let it go as it is, or another XcpPool stands for the pool. */
    record LeavesUntouched() implements PoolRelease {}

    /** It stays for now. */
    record Waits(Verdict.Waiting verdict) implements PoolRelease {}

    /** What refers to the pool goes first, over this very connection; {@code abandon=<uid>} is the way out. */
    static PoolRelease decide(XcpPool pool, ManagementGate gate, Observed observed) {
        if (observed.approvals().grants(Approvals.ABANDON, pool.getMetadata().getUid())) {
            return new LeavesUntouched();
        }
        if (!observed.dependents().isEmpty()) {
            return new Waits(new Verdict.Waiting(
                    Reason.InUse, InUse.message("xpool", pool, observed.dependents(), observed.approvals())));
        }
        return switch (gate) {
            case OBSERVE, PLAN -> new LeavesUntouched();
            case PAUSED ->
                new Waits(new Verdict.Waiting(
                        Reason.Paused, "deletion waits: remove the annotation xcp-operator.io/paused to go on"));
            case WRITE -> observed.hasTwin() ? new LeavesUntouched() : new GivesUp();
        };
    }
}
