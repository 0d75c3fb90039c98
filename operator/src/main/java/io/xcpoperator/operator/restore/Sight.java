package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import java.util.List;
import java.util.Optional;

/** What can be seen of a restore. */
sealed interface Sight {
    /** Nothing may be concluded, or something that the spec names is not there. */
    record Unreachable(Verdict why) implements Sight {}

    /** The pool can be looked at, and acted on. */
    sealed interface InPool extends Sight {
        PoolHandle pool();

        PoolView view();
    }

    /**
     * Of a restore as a new VM.
     *
     * @param snapshot the pool's, ours by its mark
     * @param vm the VirtualMachine of the name that the new one is to have
     * @param foreseen what a VirtualMachine would do that is not written yet; empty once there is one
     */
    record Anew(
            PoolHandle pool,
            PoolView view,
            Optional<VmRecord> snapshot,
            Optional<VirtualMachine> vm,
            Optional<Newborn> foreseen)
            implements InPool {}

    /**
     * The snapshot is there, and the VM that it is of.
     *
     * @param snapshot ours by its mark
     * @param vmMark the mark of the VirtualMachine that stands for the VM
     * @param owned whether the VM carries it
     * @param readOnly whether the VirtualMachine may not be written to now
     * @param undoResource the VirtualMachineSnapshot that is taken first
     * @param undo the pool's, where it is there
     * @param claims on the VM
     * @param tasks ours about it
     */
    record Seen(
            PoolHandle pool,
            PoolView view,
            VmRecord snapshot,
            VmRecord vm,
            OwnerMark vmMark,
            boolean owned,
            boolean readOnly,
            Optional<VirtualMachineSnapshot> undoResource,
            Optional<VmRecord> undo,
            Claims claims,
            List<TaskRecord> tasks)
            implements InPool {
        public Seen {
            tasks = List.copyOf(tasks);
        }

        boolean working() {
            return tasks.stream().anyMatch(task -> TaskState.of(task) instanceof TaskState.Running);
        }

        List<TaskRecord> ended() {
            return tasks.stream()
                    .filter(task -> !(TaskState.of(task) instanceof TaskState.Running))
                    .toList();
        }
    }
}
