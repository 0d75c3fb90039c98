package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;

/**
 * Disks of a snapshot of ours that went before them. XAPI copies the mark with a disk, so a copy that a person made has it
 * too: it is no snapshot itself, or is in use. Pure.
 */
final class Leftovers {
    private Leftovers() {}

    static List<VdiRecord> of(Owner me, PoolView view) {
        return view.vdisMarked(MarkIndexes.SNAPSHOTS, me.key().toString()).stream()
                .filter(vdi -> isOne(vdi, me, view))
                .toList();
    }

    static boolean isOne(VdiRecord vdi, Owner me, PoolView view) {
        return vdi.isASnapshot()
                && vdi.managed()
                && view.vbdsOf(vdi.ref()).isEmpty()
                && OwnerMark.parse(vdi.otherConfig().getOrDefault(MarkIndexes.SNAPSHOT_OWNER, ""))
                        .filter(mark -> mark.equals(me.markFor(mark.objectUuid())))
                        .filter(mark -> view.vm(new VmUuid(mark.objectUuid())).isEmpty())
                        .isPresent();
    }
}
