package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What keeps a VM whose resource is deleted from being stopped and destroyed, and what to do about it. Pure. */
final class Obstacles {
    /** The start of the reason of every block that we set. */
    static final String OURS = "xcp-operator: ";

    private static final int LISTED = 5;
    /** What fits into an annotation's value that is remembered. */
    private static final int APPROVABLE = 25;

    private static final int SHORTEST_ID = 8;

    private Obstacles() {}

    static Optional<Hindrance> first(
            DesiredVm want, VmFacts vm, Claims claims, TeardownPlanner.Fate fate, Instant now) {
        return protection(vm, fate).or(() -> snapshots(vm, fate)).or(() -> claim(want, vm, claims, now));
    }

    private static Optional<Hindrance> protection(VmFacts vm, TeardownPlanner.Fate fate) {
        String blocked = vm.blocked().getOrDefault(VmOperation.DESTROY, "");
        if (fate.protection()) {
            return Optional.of(
                    Hindrance.stalls(
                            Reason.Protected,
                            "deletionProtection is on: set it to false to let the VM be destroyed, or deletionPolicy to Retain to let only the resource go"));
        }
        return blocked.isEmpty() || blocked.startsWith(OURS)
                ? Optional.empty()
                : Optional.of(Hindrance.waits(
                        Reason.Protected,
                        "VM %s is protected in the pool (blocked_operations.destroy: %s); take the block off there"
                                .formatted(vm.uuid(), blocked)));
    }

    /** Approved is what is named, no more: a snapshot made since then keeps the VM (S5). */
    private static Optional<Hindrance> snapshots(VmFacts vm, TeardownPlanner.Fate fate) {
        List<String> approved = fate.approvedSnapshots().stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(id -> id.length() >= SHORTEST_ID)
                .toList();
        boolean all = vm.snapshots().stream()
                .allMatch(s -> approved.stream().anyMatch(id -> s.uuid().value().startsWith(id)));
        if (all) {
            return Optional.empty();
        }
        int count = vm.snapshots().size();
        String ids = vm.snapshots().stream().map(SnapshotFacts::id).sorted().collect(Collectors.joining(","));
        return Optional.of(Hindrance.stalls(
                Reason.ForeignSnapshots,
                "VM %s has %s (%s): delete %s%s"
                        .formatted(
                                vm.uuid(),
                                snapshots(vm, count),
                                vm.snapshots().stream()
                                        .map(SnapshotFacts::told)
                                        .limit(LISTED)
                                        .collect(Collectors.joining(", ")),
                                count == 1 ? "it" : "them",
                                count > APPROVABLE
                                        ? ", or all but " + APPROVABLE
                                        : ", or annotate xcp-operator.io/approve-delete-snapshots=" + ids)));
    }

    private static String snapshots(VmFacts vm, int count) {
        boolean strange = vm.snapshots().stream().allMatch(s -> s.declared().isEmpty());
        if (count == 1) {
            return strange ? "a snapshot that is not ours" : "a snapshot";
        }
        return count + (strange ? " snapshots that are not ours" : " snapshots");
    }

    private static Optional<Hindrance> claim(DesiredVm want, VmFacts vm, Claims claims, Instant now) {
        return claims.heldByAnother(want.me().uid()).map(holder -> {
            Hindrance held = Hindrance.waits(
                    Reason.HeldBy, "VM %s is held by %s; it is destroyed after that".formatted(vm.uuid(), holder));
            return holder.until()
                    .map(end -> held.again(Duration.between(now, end).plusSeconds(1)))
                    .orElse(held);
        });
    }

    static Optional<Hindrance> busy(VmFacts vm) {
        return vm.busyWith().isEmpty()
                ? Optional.empty()
                : Optional.of(Hindrance.works(Reason.PoolBusy, "the pool is busy with the VM")
                        .again(Requeue.RETRY));
    }
}
