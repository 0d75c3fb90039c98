package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which snapshot is ours (S1, S2, S13). The mark decides, never the name; what is in doubt is refused. Pure. */
sealed interface Identity {
    /** Its mark names this resource and its own uuid. */
    record Ours(VmRecord snapshot) implements Identity {}

    /** It may become ours by writing the mark: our token is its name, or a person said so. */
    record Claimable(VmRecord snapshot, boolean marked, String why) implements Identity {}

    /** There was one, and it is not there now. */
    record Gone(String uuid) implements Identity {}

    /** There never was one, as far as anybody knows. */
    record Absent() implements Identity {}

    /** Doubt: nothing is written. */
    record Refused(Verdict why, Set<String> takeOver) implements Identity {}

    /** Whose a snapshot is. */
    static Ownership ownership(VmRecord snapshot, Owner me) {
        return Ownership.of(snapshot.otherConfig(), MarkIndexes.SNAPSHOT_OWNER, snapshot.uuidText(), me);
    }

    static Identity judge(Owner me, Remembered memory, List<VmRecord> candidates) {
        List<VmRecord> ours = of(candidates, s -> ownership(s, me) instanceof Ownership.Ours);
        if (ours.size() > 1) {
            return contested("carry the mark of " + me.key() + "; take it off all but one", ours);
        }
        if (ours.size() == 1) {
            return new Ours(ours.getFirst());
        }
        List<VmRecord> made = of(candidates, s -> Names.makingFor(me.uid(), s.nameLabel()) && isFree(ownership(s, me)));
        if (made.size() > 1) {
            return contested("were being made for this resource; destroy all but one", made);
        }
        if (made.size() == 1) {
            return new Claimable(made.getFirst(), isMarked(made.getFirst()), "say whose snapshot it is");
        }
        Optional<VmRecord> known = memory.uuid()
                .flatMap(uuid -> candidates.stream()
                        .filter(s -> s.uuidText().equals(uuid))
                        .findFirst());
        return known.map(snapshot -> doubtful(snapshot, me, memory))
                .or(() -> previous(me, memory, candidates))
                .orElseGet(() -> memory.uuid().<Identity>map(Gone::new).orElseGet(Absent::new));
    }

    private static boolean isFree(Ownership ownership) {
        return ownership instanceof Ownership.Unmarked || ownership instanceof Ownership.Inherited;
    }

    static boolean isMarked(VmRecord snapshot) {
        return snapshot.otherConfig().containsKey(MarkIndexes.SNAPSHOT_OWNER);
    }

    private static List<VmRecord> of(List<VmRecord> candidates, Predicate<VmRecord> which) {
        return candidates.stream().filter(which).toList();
    }

    private static Identity contested(String what, List<VmRecord> snapshots) {
        return new Refused(
                new Verdict.Stalled(
                        Reason.Contested,
                        "%d snapshots %s: %s"
                                .formatted(
                                        snapshots.size(),
                                        what,
                                        String.join(
                                                ", ",
                                                snapshots.stream()
                                                        .map(VmRecord::uuidText)
                                                        .toList()))),
                Set.of());
    }

    /** Status knows it, and its mark is not ours. */
    private static Identity doubtful(VmRecord snapshot, Owner me, Remembered memory) {
        String uuid = snapshot.uuidText();
        return switch (ownership(snapshot, me)) {
            case Ownership.Ours _ -> new Ours(snapshot);
            case Ownership.Unmarked _, Ownership.Inherited _ ->
                byLeave(
                        snapshot,
                        me,
                        memory,
                        Reason.MarkLost,
                        "snapshot " + uuid + " lost its mark, which was taken off by hand; not touched");
            case Ownership.PreviousIncarnation _ -> earlier(snapshot, me, memory);
            case Ownership.AnothersOwn(OwnerMark mark) ->
                new Refused(
                        new Verdict.Stalled(
                                Reason.OwnedByAnother,
                                "snapshot %s carries the mark of %s; not touched".formatted(uuid, mark.key())),
                        Set.of());
            case Ownership.Unreadable _ ->
                new Refused(
                        new Verdict.Stalled(
                                Reason.MarkUnreadable,
                                "the mark of snapshot %s cannot be read; not touched. Look at other_config:%s with xe"
                                        .formatted(uuid, MarkIndexes.SNAPSHOT_OWNER)),
                        Set.of());
        };
    }

    /** A rebuilt cluster, or a restored Git repository: no second snapshot is taken in the place of the first. */
    private static Optional<Identity> previous(Owner me, Remembered memory, List<VmRecord> candidates) {
        List<VmRecord> previous = of(candidates, s -> ownership(s, me) instanceof Ownership.PreviousIncarnation);
        return previous.stream()
                .filter(s -> memory.approvals().grants(Approvals.TAKE_OVER, s.uuidText()))
                .findFirst()
                .or(() -> previous.stream().findFirst())
                .map(s -> earlier(s, me, memory));
    }

    private static Identity earlier(VmRecord snapshot, Owner me, Remembered memory) {
        return byLeave(
                snapshot,
                me,
                memory,
                Reason.PreviousIncarnation,
                "snapshot %s was taken for %s by an earlier resource or cluster"
                        .formatted(snapshot.uuidText(), me.key()));
    }

    private static Identity byLeave(VmRecord snapshot, Owner me, Remembered memory, Reason reason, String sentence) {
        String uuid = snapshot.uuidText();
        Approvals approvals = memory.approvals();
        if (approvals.grants(Approvals.TAKE_OVER, uuid)) {
            return new Claimable(snapshot, isMarked(snapshot), "taken over: a person said to go on with it");
        }
        String command =
                Approvals.command("xsnap", me.key(), Approvals.TAKE_OVER, approvals.value(Approvals.TAKE_OVER, uuid));
        return new Refused(
                new Verdict.Stalled(reason, "%s; to go on with it: %s".formatted(sentence, command)), Set.of(uuid));
    }
}
