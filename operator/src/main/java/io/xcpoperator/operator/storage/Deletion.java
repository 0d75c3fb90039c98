package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a storage repository whose resource is deleted: wiped, forgotten, let go, or waited for. Pure. */
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
            return steps.stream().anyMatch(step -> step.action() instanceof StorageAction.Destroy);
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
            StorageMemory memory,
            ManagementGate gate,
            boolean abandoned,
            Optional<String> inUse,
            Deletions.Cause cause) {}

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
        boolean making = of.memory().token().isPresent()
                || seen.known().running().stream().anyMatch(task -> !TaskMark.isNobodys(task));
        if (making && !seen.known().running().isEmpty()) {
            return new Waits(
                    new Verdict.Working(Reason.TaskRunning, "deletion waits: a task of it is under way in the pool"));
        }
        List<Step> settle = seen.known().settle();
        Deletion next = seen.identity() instanceof Identity.There(SrRecord storage, var _) && isOurs(storage, seen)
                ? ours(of, seen, storage)
                : new LetGo();
        if (settle.isEmpty() || !(seen.pool().writes() instanceof WriteState.Open)) {
            return next;
        }
        return switch (next) {
            case Act(List<Step> steps) ->
                new Act(Stream.concat(settle.stream(), steps.stream()).toList());
            case LetGo _ -> new Act(settle);
            case Waits _, AskAgain _ -> next;
        };
    }

    private static Deletion ours(Case of, Sight.Seen seen, SrRecord storage) {
        if (seen.pool().writes() instanceof WriteState.Closed(Reason reason, String message)) {
            return waits(reason, "deletion waits: " + message);
        }
        PoolView view = seen.view();
        List<Step> twins = seen.identity() instanceof Identity.There there
                ? Teardown.twins(there.twins(), view, seen.known())
                : List.of();
        if (!twins.isEmpty()) {
            return new Act(twins);
        }
        StorageDeletionPolicy policy =
                of.cause().spares() ? StorageDeletionPolicy.Retain : seen.want().policy();
        return switch (policy) {
            case Retain, Unknown -> {
                List<Step> steps = Teardown.release(storage, seen.want().me(), view);
                yield steps.isEmpty() ? new LetGo() : new Act(steps);
            }
            case Forget -> unless(Teardown.inUse(storage, view), seen, storage, Teardown.forget(storage, view));
            case Delete ->
                unless(
                        Teardown.notEmpty(storage, view).or(() -> Teardown.inUse(storage, view)),
                        seen,
                        storage,
                        Teardown.destroy(storage, view));
        };
    }

    /** What was unplugged to take it away is plugged in again where it turns out that it stays. */
    private static Deletion unless(Optional<Verdict> obstacle, Sight.Seen seen, SrRecord storage, List<Step> steps) {
        Optional<Verdict> held = seen.known().setback(TaskMark.TAKE_AWAY);
        if (obstacle.isEmpty()) {
            return held.<Deletion>map(Waits::new).orElseGet(() -> new Act(steps));
        }
        List<Step> again = seen.want()
                .made()
                .map(made -> new Connections(made.backing(), storage, seen.view(), seen.known())
                        .plan(false)
                        .steps())
                .orElse(List.of());
        return again.isEmpty() ? new Waits(obstacle.get()) : new Act(again);
    }

    private static boolean isOurs(SrRecord storage, Sight.Seen seen) {
        return Identity.of(storage, seen.want().me()) instanceof Ownership.Ours
                || MakingText.isOf(storage, seen.want().me().uid());
    }
}
