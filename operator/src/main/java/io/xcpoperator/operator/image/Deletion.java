package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of an image whose resource is deleted: destroyed, let go, or waited for. Pure. */
sealed interface Deletion {
    /** The finalizer goes; nothing is left to do. */
    record LetGo() implements Deletion {}

    /** These first. */
    record Act(List<Step> steps) implements Deletion {
        public Act {
            steps = List.copyOf(steps);
        }

        /** Somebody's image goes, not only what was left behind of one: the pool's budget is asked directly before (S12). */
        boolean destroys() {
            return steps.stream()
                    .anyMatch(step -> step.action() instanceof ImageAction.Destroy(var _, boolean half) && !half);
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
     * @param cause no image is destroyed for another than that somebody asked (S12)
     */
    record Case(
            Sight sight,
            ImageMemory memory,
            ManagementGate gate,
            boolean abandoned,
            Optional<String> inUse,
            Deletions.Cause cause) {}

    int NAMED = 5;

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
                    case Sight.Unusable _ -> new LetGo(); // nothing was ever made of such a spec
                    case Sight.Unreachable(Reason reason, String message, boolean gone) ->
                        gone || leavesAll(of) ? new LetGo() : waits(reason, "deletion waits: " + message);
                    case Sight.Seen seen -> seen(of, seen);
                };
        };
    }

    /** Made again by Flux in a moment: nothing of it is to be done in a pool that cannot be asked, save what is half made. */
    private static boolean leavesAll(Case of) {
        return of.cause() == Deletions.Cause.REPLACED && of.memory().token().isEmpty();
    }

    private static Waits waits(Reason reason, String message) {
        return new Waits(new Verdict.Waiting(reason, message));
    }

    private static Deletion seen(Case of, Sight.Seen seen) {
        List<Step> steps = new ArrayList<>();
        for (VdiRecord half : seen.identity().halves()) {
            steps.add(new Step(
                    new ImageAction.Destroy(half.ref(), true), half.nameLabel(), "half an image, left behind"));
        }
        Optional<VdiRecord> whole = ours(seen);
        boolean destroys = seen.want().destroys() && !of.cause().spares();
        if (whole.isPresent() && destroys) {
            Optional<Verdict> obstacle = anothers(whole.get(), seen).or(() -> obstacle(whole.get(), seen.view()));
            if (obstacle.isPresent()) {
                return new Waits(obstacle.get());
            }
        }
        whole.ifPresent(vdi -> steps.addAll(
                destroys
                        ? destroy(vdi)
                        : of.cause() == Deletions.Cause.REPLACED
                                ? keepMarked(vdi, seen.want())
                                : release(vdi, seen.want())));
        if (steps.isEmpty()) {
            return new LetGo();
        }
        return seen.pool().writes() instanceof WriteState.Closed(Reason reason, String message)
                ? waits(reason, "deletion waits: " + message)
                : new Act(steps);
    }

    private static Optional<VdiRecord> ours(Sight.Seen seen) {
        return seen.identity() instanceof Identity.There(VdiRecord vdi, var _)
                        && (Identity.of(vdi, seen.want().me()) instanceof Ownership.Ours
                                || (seen.want().isMade()
                                        && Identity.isUnmarkedFor(
                                                vdi, seen.want().me())))
                ? Optional.of(vdi)
                : Optional.empty();
    }

    /** Adopted before anybody looked, or attached to something since: it is more than our image. */
    private static Optional<Verdict> anothers(VdiRecord vdi, Sight.Seen seen) {
        return Adoptable.refusal(vdi, seen.want().isIso())
                .map(why -> new Verdict.Waiting(
                        why.reason(), "deletion waits: %s; or set deletionPolicy Retain".formatted(why.message())));
    }

    /** A VM has it: put into its drive by hand, or by a resource that names it no more. */
    private static Optional<Verdict> obstacle(VdiRecord vdi, PoolView view) {
        List<String> users = view.vbdsOf(vdi.ref()).stream()
                .map(vbd -> view.vm(vbd.vm()).map(VmRecord::nameLabel).orElse("a VM"))
                .distinct()
                .sorted()
                .toList();
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Waiting(
                        Reason.DiskInUse,
                        "deletion waits: %s %s the image: eject it, or set deletionPolicy Retain"
                                .formatted(
                                        users.stream().limit(NAMED).collect(Collectors.joining(", ")),
                                        users.size() == 1 ? "has" : "have")));
    }

    private static List<Step> destroy(VdiRecord vdi) {
        return List.of(new Step(new ImageAction.Destroy(vdi.ref(), false), vdi.nameLabel(), "the resource is deleted"));
    }

    /**
     * The marks stay: by them the resource that Flux makes next is refused as PreviousIncarnation, and fetches no second
     * one (S13). An image that was whole a moment ago is marked first.
     */
    private static List<Step> keepMarked(VdiRecord vdi, Want want) {
        return Identity.of(vdi, want.me()) instanceof Ownership.Ours
                ? List.of()
                : AdoptPlan.mark(want.me(), Identity.object(vdi)).stream()
                        .map(action ->
                                new Step(new ImageAction.Label(vdi.ref(), action), vdi.nameLabel(), action.why()))
                        .toList();
    }

    /** Nothing but our keys are taken away, the mark last. */
    private static List<Step> release(VdiRecord vdi, Want want) {
        Stream<AdoptAction> more = Stream.of(ImageKeys.MADE, ImageKeys.WHOLE)
                .filter(vdi.otherConfig()::containsKey)
                .map(key -> new AdoptAction(AdoptAction.Verb.REMOVE_KEY, key, "", true, "let it go"));
        return Stream.concat(more, AdoptPlan.release(want.me(), Identity.object(vdi)).stream())
                .map(action -> new Step(new ImageAction.Label(vdi.ref(), action), vdi.nameLabel(), action.why()))
                .toList();
    }
}
