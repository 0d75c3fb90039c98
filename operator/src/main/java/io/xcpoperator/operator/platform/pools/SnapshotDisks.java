package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/**
 * The disks that go with a snapshot when it is destroyed: VM.destroy leaves them (xapi.md §6.18). What is no snapshot
 * itself, a CD say, and what anything else uses, stays.
 */
public final class SnapshotDisks {
    private SnapshotDisks() {}

    public static List<VdiRef> of(VmRef snapshot, PoolView view) {
        return disks(snapshot, view).stream()
                .map(VbdRecord::vdi)
                .filter(vdi -> goesWith(snapshot, vdi, view))
                .toList();
    }

    public static boolean goesWith(VmRef snapshot, VdiRef vdi, PoolView view) {
        boolean itself = view.vdi(vdi)
                .filter(record -> record.isASnapshot() && record.managed())
                .isPresent();
        return itself && view.vbdsOf(vdi).stream().allMatch(vbd -> vbd.vm().equals(snapshot));
    }

    public static boolean asleep(VmRef snapshot, PoolView view) {
        return disks(snapshot, view).stream().anyMatch(VbdRecord::currentlyAttached);
    }

    private static List<VbdRecord> disks(VmRef snapshot, PoolView view) {
        return view.vbdsOf(snapshot).stream()
                .filter(vbd -> vbd.type() == VbdType.DISK && !vbd.empty())
                .toList();
    }
}
