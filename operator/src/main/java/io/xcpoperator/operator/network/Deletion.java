package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a network whose resource is deleted: destroyed, let go, or waited for. Pure. */
sealed interface Deletion {
    /** The finalizer goes; nothing is left to do. */
    record LetGo() implements Deletion {}

    /** These first. */
    record Act(List<Step> steps) implements Deletion {
        public Act {
            steps = List.copyOf(steps);
        }

        /** What counts with the deletions of an hour (S12). */
        boolean destroys() {
            return steps.stream().anyMatch(step -> step.action().destroys());
        }
    }

    /** It waits, and says for what. */
    record Waits(Verdict verdict) implements Deletion {}

    /** Nothing yet: whether it was meant is known in a moment. */
    record AskAgain() implements Deletion {}

    /**
     * All that decides.
     *
     * @param abandoned approved to go whatever the state of the pool
     * @param inUse the sentence to say where something refers to the resource
     * @param cause nothing is destroyed for another than that somebody asked (S12)
     */
    record Case(
            Sight sight,
            NetworkMemory memory,
            ManagementGate gate,
            boolean abandoned,
            Optional<String> inUse,
            Deletions.Cause cause,
            Instant now) {}

    static Deletion decide(Case of) {
        Deletion meant = asMeant(of);
        return meant instanceof Act && of.cause() == Deletions.Cause.UNSETTLED ? new AskAgain() : meant;
    }

    private static Deletion asMeant(Case of) {
        if (of.abandoned()) {
            return new LetGo();
        }
        if (of.inUse().isPresent()) {
            return waits(Reason.InUse, of.inUse().get());
        }
        return switch (of.gate()) {
            case OBSERVE, PLAN -> new LetGo();
            case PAUSED -> waits(Reason.Paused, "deletion waits: paused");
            case WRITE ->
                switch (of.sight()) {
                    case Sight.Unreachable(Reason reason, String message) -> unreachable(reason, message);
                    case Sight.Seen seen -> seen(of, seen);
                };
        };
    }

    private static Waits waits(Reason reason, String message) {
        return new Waits(new Verdict.Waiting(reason, message));
    }

    /** Without an XcpPool, or without a right to it, there is nothing that this resource could wait for. */
    private static Deletion unreachable(Reason reason, String message) {
        boolean nowhere = reason == Reason.ReferenceNotFound || reason == Reason.AccessDenied;
        return nowhere ? new LetGo() : waits(reason, "deletion waits: " + message);
    }

    private static Deletion seen(Case of, Sight.Seen seen) {
        if (!(seen.identity() instanceof Identity.There(NetworkRecord network, var _)) || !isOurs(network, seen)) {
            return new LetGo();
        }
        if (seen.pool().writes() instanceof WriteState.Closed(Reason reason, String message)) {
            return waits(reason, "deletion waits: " + message);
        }
        PoolView view = seen.view();
        var draft = new Draft(network.uuid().value(), network.nameLabel());
        new MtuPlanner(seen.want().me(), network, view, of.now(), draft).plan(Optional.empty());
        List<Step> pluggedInAgain = draft.plan().steps();
        if (!pluggedInAgain.isEmpty()) {
            return new Act(pluggedInAgain);
        }
        if (!seen.want().destroys() || of.cause().spares()) {
            List<Step> steps = Teardown.release(network, seen.want().me());
            return steps.isEmpty() ? new LetGo() : new Act(steps);
        }
        return Teardown.obstacle(network, view)
                .<Deletion>map(Waits::new)
                .orElseGet(() -> new Act(Teardown.destroy(network, view)));
    }

    private static boolean isOurs(NetworkRecord network, Sight.Seen seen) {
        return Identity.of(network, seen.want().me()) instanceof Ownership.Ours
                || MadeKey.isOf(network, seen.want().me().uid());
    }
}
