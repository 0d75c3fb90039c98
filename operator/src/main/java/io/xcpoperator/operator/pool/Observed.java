package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a pool in one round.
 *
 * @param elder another XcpPool that speaks for the same pool
 * @param hasTwin whether another XcpPool, elder or younger, stands for the same pool
 * @param dependents names of what refers to this XcpPool, for its deletion
 * @param excess names the deletions that are more than the limit, approved or not
 * @param held deletions that wait for an approval
 * @param managed VMs with a VirtualMachine of this cluster
 */
record Observed(
        Setup setup,
        Link link,
        Optional<ObjectKey> elder,
        boolean hasTwin,
        StorageChoice defaultStorage,
        StorageChoice suspendStorage,
        Approvals approvals,
        Optional<String> excess,
        Optional<DeletionBudget.Verdict.Held> held,
        List<String> dependents,
        int managed) {
    Observed {
        dependents = List.copyOf(dependents);
    }

    /** That a newer login than the session's was refused: the sentence. */
    Optional<String> refusal() {
        return link instanceof Link.Up up ? up.refusal() : Optional.empty();
    }

    /** The connection. */
    sealed interface Link {
        /** None was ever opened. */
        record NotOpened() implements Link {}

        /** No answer so far, neither good nor bad. */
        record Opening(Instant since) implements Link {}

        /** The pool cannot be reached or does not let us in: nothing is concluded about it. */
        record Down(LinkFailure failure, Instant since, Instant nextAttempt, long reconnects) implements Link {}

        /** Logged in; the mirror is not complete yet. */
        record Reading(Instant since, long reconnects) implements Link {}

        /**
         * Logged in, and the view complete and current.
         *
         * @param refusal that a newer login than the session's was refused: the sentence
         */
        record Up(
                PoolUuid pool,
                PoolView view,
                Instant since,
                long reconnects,
                Optional<PresentedCertificate> certificate,
                Optional<String> refusal,
                ManagerMark.State manager,
                WriteState writes)
                implements Link {}
    }

    /** What a storage reference of the spec leads to. */
    sealed interface StorageChoice {
        record NotManaged() implements StorageChoice {}

        record Chosen(SrRef sr, String name) implements StorageChoice {}

        record Waiting(String message) implements StorageChoice {}
    }
}
