package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import java.util.List;
import java.util.Optional;

/** What can be seen of a snapshot. "Cannot tell" and "not there" are different. */
sealed interface Sight {
    /** Nothing may be concluded. */
    record Unreachable(Verdict why) implements Sight {}

    /** The VirtualMachine is gone, and in no pool there is anything of this snapshot. */
    record Nowhere(Verdict why) implements Sight {}

    /**
     * The pool was looked at.
     *
     * @param source the VM, where it is there and ours
     * @param noSource why nothing can be taken of it
     * @param candidates snapshots that may be this one
     * @param left disks of this snapshot, which itself is gone
     * @param tasks ours about it
     * @param restores of the namespace, which may claim the VM
     */
    record Seen(
            PoolHandle pool,
            PoolView view,
            Optional<VmRecord> source,
            Optional<Verdict> noSource,
            List<VmRecord> candidates,
            List<VdiRecord> left,
            List<TaskRecord> tasks,
            List<VirtualMachineRestore> restores)
            implements Sight {
        public Seen {
            candidates = List.copyOf(candidates);
            left = List.copyOf(left);
            tasks = List.copyOf(tasks);
            restores = List.copyOf(restores);
        }

        boolean working() {
            return tasks.stream().anyMatch(task -> TaskState.of(task) instanceof TaskState.Running);
        }

        List<TaskRecord> ended() {
            return tasks.stream()
                    .filter(task -> !(TaskState.of(task) instanceof TaskState.Running))
                    .toList();
        }

        Identity identity(Owner me, Remembered memory) {
            Identity judged = Identity.judge(me, memory, candidates);
            return judged instanceof Identity.Absent && !left.isEmpty() ? new Identity.Gone("of earlier") : judged;
        }
    }
}
