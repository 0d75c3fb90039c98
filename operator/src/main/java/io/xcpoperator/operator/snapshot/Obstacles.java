package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.owner.RestoreClaims;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import java.time.Instant;
import java.util.Optional;

/** What keeps a snapshot from being taken, or from going, and what to do about it. Pure. */
final class Obstacles {
    private static final String ROLLING_UPGRADE = "rolling_upgrade_in_progress";

    private Obstacles() {}

    static Optional<Verdict> toTake(Want want, Sight.Seen seen, Instant now) {
        if (want.unknown().isPresent()) {
            return want.unknown();
        }
        if (seen.source().isEmpty()) {
            return seen.noSource();
        }
        VmRecord vm = seen.source().get();
        return rollingUpgrade(seen.view())
                .or(() -> held(want, seen, vm, now, "the snapshot is taken"))
                .or(() -> blocked(want, vm))
                .or(() -> busy(vm))
                .or(() -> want.memory() ? noMemory(vm) : Optional.empty())
                .or(() -> Room.lacking(vm, want.memory(), seen.view()));
    }

    /** S15: whoever has the VM may need the snapshot. */
    static Optional<Verdict> toDestroy(Want want, Sight.Seen seen, VmRecord snapshot, Instant now) {
        return seen.view()
                .vm(snapshot.snapshotOf())
                .flatMap(vm -> held(want, seen, vm, now, "the snapshot is destroyed"))
                .or(() -> busy(snapshot));
    }

    private static Optional<Verdict> held(Want want, Sight.Seen seen, VmRecord vm, Instant now, String what) {
        return RestoreClaims.on(vm.otherConfig(), vm.uuidText(), now, seen.restores().stream())
                .heldByAnother(want.uids())
                .map(holder -> new Verdict.Waiting(
                        Reason.HeldBy, "VM %s is held by %s; %s after that".formatted(vm.nameLabel(), holder, what)));
    }

    /** S19. */
    private static Optional<Verdict> rollingUpgrade(PoolView view) {
        return view.pool()
                .filter(pool -> pool.otherConfig().containsKey(ROLLING_UPGRADE))
                .map(_ -> new Verdict.Waiting(
                        Reason.RollingUpgrade,
                        "a rolling upgrade of the pool is in progress; the snapshot is taken after it"));
    }

    private static Optional<Verdict> blocked(Want want, VmRecord vm) {
        VmOperation operation = want.memory() ? VmOperation.CHECKPOINT : VmOperation.SNAPSHOT;
        return Optional.ofNullable(vm.blockedOperations().get(operation))
                .map(why -> new Verdict.Waiting(
                        Reason.OperationBlocked,
                        "VM %s is protected from snapshots in the pool (blocked_operations: %s); take the block off there"
                                .formatted(vm.nameLabel(), why)));
    }

    /** Also a snapshot that another takes, or that we asked for before we died: which of both, its end tells. */
    private static Optional<Verdict> busy(VmRecord vm) {
        return vm.currentOperations().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Verdict.Working(Reason.PoolBusy, "the pool is busy with " + vm.nameLabel() + "; waiting"));
    }

    private static Optional<Verdict> noMemory(VmRecord vm) {
        if (!vm.vtpms().isEmpty()) {
            return Optional.of(new Verdict.Stalled(
                    Reason.NotSupportedByPool,
                    "VM %s has a vTPM, and no pool takes the memory of such a VM: use memory Exclude"
                            .formatted(vm.nameLabel())));
        }
        return vm.powerState() == VmPowerState.HALTED
                ? Optional.of(new Verdict.Waiting(
                        Reason.OperationNotAllowed,
                        "VM %s is halted and has no memory to take: start it, or use memory Exclude"
                                .formatted(vm.nameLabel())))
                : Optional.empty();
    }
}
