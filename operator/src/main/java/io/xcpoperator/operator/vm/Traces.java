package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.TaskStatus;
import java.util.List;
import java.util.Optional;

/** Traces of calls whose answer we did not get: a task runs from before it can be marked. */
final class Traces {
    private Traces() {}

    /** Whether a task of one of these methods runs that nobody marked. It may be anyone's; it is waited for. */
    static boolean unmarked(PoolView view, List<String> methods) {
        return view.tasks().stream()
                .anyMatch(task -> task.status() == TaskStatus.PENDING
                        && methods.contains(task.nameLabel())
                        && !task.otherConfig().containsKey(OwnerMark.KEY));
    }

    /** A disk with exactly this mark that nothing uses. */
    static Optional<VdiRecord> loose(PoolView view, Owner me, String mark) {
        return view.vdisMarked(MarkIndexes.DISKS, me.key().toString()).stream()
                .filter(vdi -> mark.equals(vdi.otherConfig().get(Keys.DISK_OF)))
                .filter(vdi -> !vdi.isASnapshot() && vdi.managed())
                .filter(vdi -> view.vbdsOf(vdi.ref()).isEmpty())
                .findFirst();
    }
}
