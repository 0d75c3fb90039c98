package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.pools.CopyRoom;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmPowerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the storage can take one snapshot more of a VM, judged before it is asked to (xapi.md §7.7): an image chain has
 * at most 30 links, and thick storage reserves a disk's whole size again. Pure.
 */
final class Room {
    private Room() {}

    /** What is lacking for a snapshot, with figures; empty when nothing is. */
    static Optional<Verdict> lacking(VmRecord vm, boolean memory, PoolView view) {
        List<VdiRecord> disks = CopyRoom.disks(vm, view);
        return chain(disks, view).or(() -> space(vm, disks, memory, view));
    }

    private static Optional<Verdict> chain(List<VdiRecord> disks, PoolView view) {
        return CopyRoom.chain(disks, view)
                .map(why -> new Verdict.Waiting(
                        Reason.SnapshotChainTooLong,
                        why + ": delete snapshots of the VM and let the storage coalesce"));
    }

    private static Optional<Verdict> space(VmRecord vm, List<VdiRecord> disks, boolean memory, PoolView view) {
        Map<SrRef, Long> needed = new LinkedHashMap<>();
        if (vm.powerState() != VmPowerState.HALTED) {
            disks.stream()
                    .filter(disk -> CopyRoom.isThick(disk.sr(), view))
                    .forEach(disk -> needed.merge(disk.sr(), disk.virtualSize(), Long::sum));
        }
        if (memory) {
            suspendSr(vm, view).ifPresent(sr -> needed.merge(sr, vm.memoryStaticMax(), Long::sum));
        }
        return CopyRoom.space(needed, "the snapshot reserves", view)
                .map(why -> new Verdict.Waiting(
                        Reason.NoCapacity, why + (memory ? ", its memory included" : "") + ": free space on it"));
    }

    /** Where XAPI puts a guest's memory: as the VM says, else the pool, else its host. */
    private static Optional<SrRef> suspendSr(VmRecord vm, PoolView view) {
        return Stream.of(
                        Optional.of(vm.suspendSr()),
                        view.pool().map(PoolRecord::suspendImageSr),
                        view.host(vm.residentOn()).map(HostRecord::suspendImageSr))
                .flatMap(Optional::stream)
                .filter(sr -> !sr.isNull())
                .findFirst();
    }
}
