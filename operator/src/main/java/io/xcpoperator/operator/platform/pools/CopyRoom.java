package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What storage must have for one image more of a disk, judged before it is asked for (xapi.md §7.7): a chain has at most
 * 30 links, and thick storage reserves a disk's whole size again. Sentences with figures; empty when nothing lacks. Pure.
 */
public final class CopyRoom {
    /** The longest chain that storage drivers take (SR_BACKEND_FAILURE_109). */
    public static final int LONGEST_CHAIN = 30;

    /** Storage on which a disk takes its whole size at once. */
    private static final Set<String> THICK = Set.of("lvm", "lvmoiscsi", "lvmohba", "lvmofcoe");

    private CopyRoom() {}

    /** The disks of a VM or of a snapshot; neither CDs nor memory. */
    public static List<VdiRecord> disks(VmRecord vm, PoolView view) {
        return view.vbdsOf(vm.ref()).stream()
                .filter(vbd -> vbd.type() == VbdType.DISK && !vbd.empty())
                .flatMap(vbd -> view.vdi(vbd.vdi()).stream())
                .toList();
    }

    /** Which disk is too long a chain already. */
    public static Optional<String> chain(List<VdiRecord> disks, PoolView view) {
        return disks.stream()
                .filter(disk -> Chains.depth(disk, view) >= LONGEST_CHAIN)
                .findFirst()
                .map(disk -> "disk %s is a chain of %d images, and storage takes %d"
                        .formatted(disk.nameLabel(), Chains.depth(disk, view), LONGEST_CHAIN));
    }

    public static boolean isThick(SrRef sr, PoolView view) {
        return view.sr(sr).filter(record -> THICK.contains(record.type())).isPresent();
    }

    /**
     * Which storage has less free than is needed of it.
     *
     * @param needed bytes
     * @param what needs it, as {@code the snapshot reserves}
     */
    public static Optional<String> space(Map<SrRef, Long> needed, String what, PoolView view) {
        return needed.entrySet().stream()
                .flatMap(e -> view.sr(e.getKey()).stream()
                        .filter(sr -> free(sr) < e.getValue())
                        .map(sr -> "storage %s has %s free and %s %s"
                                .formatted(sr.nameLabel(), Sizes.human(free(sr)), what, Sizes.human(e.getValue()))))
                .findFirst();
    }

    private static long free(SrRecord sr) {
        return Math.max(0, sr.physicalSize() - sr.physicalUtilisation());
    }
}
