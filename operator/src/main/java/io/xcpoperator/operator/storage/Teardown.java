package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How a storage repository goes with its resource, or what keeps it; and how it is let go. Pure. */
final class Teardown {
    private static final int NAMED = 5;

    private Teardown() {}

    /** Nothing but our keys are taken away, the mark last. */
    static List<Step> release(SrRecord storage, Owner me, PoolView view) {
        boolean ours = Identity.of(storage, me) instanceof Ownership.Ours || MakingText.isOf(storage, me.uid());
        if (!ours) {
            return List.of();
        }
        Stream<AdoptAction> text = MakingText.isOf(storage, me.uid())
                ? Stream.of(new AdoptAction(AdoptAction.Verb.SET_DESCRIPTION, "", "", false, "let it go"))
                : Stream.empty();
        Stream<AdoptAction> more = Stream.of(CreatedKey.KEY)
                .filter(storage.otherConfig()::containsKey)
                .map(key -> new AdoptAction(AdoptAction.Verb.REMOVE_KEY, key, "", true, "let it go"));
        Stream<AdoptAction> mark = AdoptPlan.release(me, Identity.object(storage, view)).stream();
        return Stream.of(more, mark, text)
                .flatMap(actions -> actions)
                .map(action -> new Step(new StorageAction.Label(action), storage.nameLabel(), action.why()))
                .toList();
    }

    /** Why its connections may not go. */
    static Optional<Verdict> inUse(SrRecord storage, PoolView view) {
        var users = new TreeSet<String>();
        for (VdiRecord disk : view.vdisOf(storage.ref())) {
            view.vbdsOf(disk.ref())
                    .forEach(vbd -> users.add(
                            "VM " + view.vm(vbd.vm()).map(VmRecord::nameLabel).orElse("of which nothing is known")));
        }
        view.pool().ifPresent(pool -> {
            if (pool.defaultSr().equals(storage.ref())) {
                users.add("the pool, as its default storage");
            }
            if (pool.suspendImageSr().equals(storage.ref())) {
                users.add("the pool, for suspended VMs");
            }
        });
        return users.isEmpty()
                ? Optional.empty()
                : keeps("deletion waits: storage repository %s is in use by %s; nothing of theirs is touched"
                        .formatted(storage.nameLabel(), named(users.stream().toList())));
    }

    /** Why it may not be wiped. */
    static Optional<Verdict> notEmpty(SrRecord storage, PoolView view) {
        if (!CreatedKey.isOn(storage)) {
            return keeps(
                    "deletion waits: storage repository %s was there before this resource, which does not wipe it: set deletionPolicy Forget or Retain"
                            .formatted(storage.nameLabel()));
        }
        List<VdiRecord> disks = view.vdisOf(storage.ref());
        if (disks.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = disks.stream()
                .filter(VdiRecord::managed)
                .map(disk -> disk.nameLabel().isEmpty() ? disk.uuidText() : disk.nameLabel())
                .sorted()
                .toList();
        return keeps(
                names.isEmpty()
                        ? "deletion waits: storage repository %s still merges what deleted snapshots left"
                                .formatted(storage.nameLabel())
                        : "deletion waits: storage repository %s is not empty: %s; delete or move these, or set deletionPolicy Forget or Retain"
                                .formatted(storage.nameLabel(), named(names)));
    }

    private static String named(List<String> names) {
        String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
        return String.join(", ", names.stream().limit(NAMED).toList()) + more;
    }

    private static Optional<Verdict> keeps(String message) {
        return Optional.of(new Verdict.Waiting(Reason.StorageInUse, message));
    }

    static List<Step> forget(SrRecord storage, PoolView view) {
        return away(storage, view, new StorageAction.Forget(storage.ref()), "the resource is deleted");
    }

    static List<Step> destroy(SrRecord storage, PoolView view) {
        return away(storage, view, new StorageAction.Destroy(storage.ref()), "the resource is deleted");
    }

    /** Second ones, of requests that came late: nothing is in them, and where they are stays as it is. */
    static List<Step> twins(List<SrRecord> twins, PoolView view, Known known) {
        return known.setback(TaskMark.TAKE_AWAY).isPresent()
                ? List.of()
                : twins.stream()
                        .filter(twin -> view.vdisOf(twin.ref()).isEmpty())
                        .flatMap(twin -> away(
                                twin,
                                view,
                                new StorageAction.Forget(twin.ref()),
                                "a second one, made by a request that came late")
                                .stream())
                        .toList();
    }

    private static List<Step> away(SrRecord storage, PoolView view, StorageAction last, String why) {
        return Stream.concat(
                        view.pbdsOf(storage.ref()).stream()
                                .filter(PbdRecord::currentlyAttached)
                                .map(pbd -> (StorageAction) new StorageAction.Unplug(
                                        pbd.ref(), pbd.uuid().value())),
                        Stream.of(last))
                .map(action -> new Step(action, storage.nameLabel(), why))
                .toList();
    }
}
