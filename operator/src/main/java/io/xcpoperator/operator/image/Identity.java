package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.adopt.Pick;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which disk of the pool is the resource's. Pure. */
sealed interface Identity {
    /** Disks made for the resource that are not whole, or are a second one; nobody has them. */
    List<VdiRecord> halves();

    /** There is none. */
    record Absent(List<VdiRecord> halves) implements Identity {
        public Absent {
            halves = List.copyOf(halves);
        }
    }

    /** This one, whole; its mark may be missing yet, or be another's. */
    record There(VdiRecord vdi, List<VdiRecord> halves) implements Identity {
        public There {
            halves = List.copyOf(halves);
        }
    }

    /** None may be taken, and none made. */
    record Refused(Verdict why) implements Identity {
        @Override
        public List<VdiRecord> halves() {
            return List.of();
        }
    }

    static Identity find(Want want, PoolView view, ImageMemory memory, String pool) {
        return switch (want.form()) {
            case Want.Form.Existing(NameOrUuid which) -> adopted(which, want, view, memory, pool);
            case Want.Form.FromWeb _, Want.Form.Handed _, Want.Form.FromVolume _ -> made(want, view, memory, pool);
        };
    }

    private static Identity adopted(NameOrUuid which, Want want, PoolView view, ImageMemory memory, String pool) {
        if (memory.uuid().isPresent()) {
            String known = memory.uuid().get();
            return view.vdi(new VdiUuid(known))
                    .map(vdi -> theirs(vdi, want, view))
                    .orElseGet(() -> new Refused(
                            new Verdict.Waiting(Reason.Missing, "%s is gone from pool %s".formatted(known, pool))));
        }
        // a snapshot has the name of what it is of; named by its uuid it is refused for what it is
        List<Existing> all = view.vdisOf(want.storage().ref()).stream()
                .filter(vdi -> vdi.managed() && (which.uuid() != null || !vdi.isASnapshot()))
                .map(Identity::object)
                .toList();
        return switch (Pick.of(which, all, "disk in storage " + want.storage().nameLabel(), pool)) {
            case Pick.Found(Existing object) ->
                theirs(view.vdi(new VdiUuid(object.uuid())).orElseThrow(), want, view);
            case Pick.NotOne(Reason reason, String message) -> new Refused(new Verdict.Waiting(reason, message));
        };
    }

    /** Once it is ours, what becomes of it later does not unmake it. */
    private static Identity theirs(VdiRecord vdi, Want want, PoolView view) {
        return of(vdi, want.me()) instanceof Ownership.Ours
                ? new There(vdi, List.of())
                : Adoptable.refusal(vdi, want.isIso(), view)
                        .<Identity>map(Refused::new)
                        .orElseGet(() -> new There(vdi, List.of()));
    }

    private static Identity made(Want want, PoolView view, ImageMemory memory, String pool) {
        Owner me = want.me();
        List<VdiRecord> marked = view.marked(
                VdiRecord.class, XapiClass.VDI, MarkIndexes.OWNER, me.key().toString());
        List<VdiRecord> mine = marked.stream()
                .filter(vdi -> of(vdi, me) instanceof Ownership.Ours)
                .toList();
        List<VdiRecord> unmarked = view.vdisOf(want.storage().ref()).stream()
                .filter(vdi -> isUnmarkedFor(vdi, me))
                .sorted(Comparator.comparing(VdiRecord::uuidText))
                .toList();
        List<VdiRecord> whole = unmarked.stream()
                .filter(vdi -> ImageKeys.whole(vdi).isPresent())
                .toList();
        if (mine.size() > 1) {
            return new Refused(new Verdict.Waiting(
                    Reason.Contested,
                    "disks %s and %s both carry the owner mark of %s; remove that of the wrong one"
                            .formatted(
                                    mine.get(0).uuid().value(),
                                    mine.get(1).uuid().value(),
                                    me.key())));
        }
        Optional<VdiRecord> it =
                mine.stream().findFirst().or(() -> whole.stream().findFirst());
        List<VdiRecord> halves = unmarked.stream()
                .filter(vdi ->
                        !it.equals(Optional.of(vdi)) && view.vbdsOf(vdi.ref()).isEmpty())
                .toList();
        return it.<Identity>map(vdi -> new There(vdi, halves))
                .or(() -> memory.uuid().flatMap(known -> lost(known, me, view, memory.approvals(), pool)))
                .or(() -> earlier(marked.stream(), me))
                .orElseGet(() -> new Absent(halves));
    }

    /** Made for this resource and never marked. A copy of a marked one is not: it carries the mark, inherited. */
    static boolean isUnmarkedFor(VdiRecord vdi, Owner me) {
        return ImageKeys.isMadeFor(vdi, me.uid()) && of(vdi, me) instanceof Ownership.Unmarked && !vdi.isASnapshot();
    }

    /** The one that status knows carries no mark of ours. Empty: a person told us to make it anew. */
    private static Optional<Identity> lost(String known, Owner me, PoolView view, Approvals approvals, String pool) {
        Optional<VdiRecord> found = view.vdi(new VdiUuid(known));
        if (found.isEmpty()) {
            return approvals.grants(Approvals.RECREATE, known)
                    ? Optional.empty()
                    : Optional.of(new Refused(new Verdict.Stalled(
                            Reason.Missing,
                            "disk %s is gone from pool %s; to bring the image in again: %s"
                                    .formatted(known, pool, command(me, Approvals.RECREATE, known, approvals)))));
        }
        boolean takenOff = of(found.get(), me) instanceof Ownership.Unmarked;
        return takenOff && !approvals.grants(Approvals.TAKE_OVER, known)
                ? Optional.of(new Refused(new Verdict.Stalled(
                        Reason.MarkLost,
                        "disk %s has no owner mark any more; to go on with it: %s"
                                .formatted(known, command(me, Approvals.TAKE_OVER, known, approvals)))))
                : Optional.of(new There(found.get(), List.of()));
    }

    private static String command(Owner me, String approval, String uuid, Approvals approvals) {
        return Approvals.command("ximg", me.key(), approval, approvals.value(approval, uuid));
    }

    /** Made for this name by an earlier cluster or resource: the mark's rule says how to go on (S13). */
    private static Optional<Identity> earlier(Stream<VdiRecord> marked, Owner me) {
        return marked.filter(vdi -> of(vdi, me) instanceof Ownership.PreviousIncarnation)
                .min(Comparator.comparing(VdiRecord::uuidText))
                .map(vdi -> new There(vdi, List.of()));
    }

    static Ownership of(VdiRecord vdi, Owner me) {
        return Ownership.of(vdi.otherConfig(), vdi.uuid().value(), me);
    }

    /** In the words of every kind that stands for objects of a pool. */
    static Existing object(VdiRecord vdi) {
        return new Existing(
                "disk", vdi.uuid().value(), vdi.nameLabel(), vdi.nameDescription(), vdi.tags(), vdi.otherConfig());
    }
}
