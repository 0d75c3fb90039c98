package io.xcpoperator.operator.snapshot;

import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Set;

/** One intent towards the pool. Made twice, it changes nothing more. */
sealed interface Action {
    /** Stands for the snapshot that an earlier action of the same plan takes. */
    VmRef TAKEN = new VmRef("new-snapshot");

    /** Stands for the copy of a drive that comes with it. */
    VdiRef COPY = new VdiRef("new-copy");

    /**
     * Takes one; the new snapshot carries the token in its name.
     *
     * @param without disks that are no data of the VM
     */
    record Take(VmRef vm, boolean memory, String token, Set<VdiRef> without) implements Action {
        public Take {
            without = Set.copyOf(without);
        }
    }

    /** Writes our mark, in place of an inherited or earlier one. */
    record Mark(VmRef snapshot, String mark, boolean replaces) implements Action {}

    /** Gives it the name that people see. */
    record Rename(VmRef snapshot, String name) implements Action {}

    /** Takes our mark off; nothing else changes. */
    record Unmark(VmRef snapshot) implements Action {}

    /** Says whose a disk is, for when its snapshot is gone: VM.destroy leaves it. */
    record MarkDisk(VdiRef vdi, VmRef snapshot, String mark) implements Action {}

    record Destroy(VmRef snapshot) implements Action {}

    /** A disk of a snapshot of ours that is gone. */
    record DestroyDisk(VdiRef vdi) implements Action {}

    /** A copy that came with the snapshot, of a disk that is no data of the VM. */
    record DropDrive(VdiRef vdi, VmRef snapshot) implements Action {}

    /** Takes an ended task of ours away. */
    record Settle(TaskRef task) implements Action {}

    /** The XAPI messages it sends, in order. */
    default List<String> calls() {
        return switch (this) {
            case Take a -> List.of(a.memory() ? "Async.VM.checkpoint" : "Async.VM.snapshot");
            case Mark a ->
                a.replaces()
                        ? List.of("VM.remove_from_other_config", "VM.add_to_other_config")
                        : List.of("VM.add_to_other_config");
            case Rename _ -> List.of("VM.set_name_label");
            case Unmark _ -> List.of("VM.remove_from_other_config");
            case MarkDisk _ -> List.of("VDI.add_to_other_config");
            case Destroy _ -> List.of("Async.VM.destroy");
            case DestroyDisk _, DropDrive _ -> List.of("Async.VDI.destroy");
            case Settle _ -> List.of("task.destroy");
        };
    }

    /** Whether it starts a task and ends the round. */
    default boolean isTask() {
        return calls().getLast().startsWith("Async.");
    }
}
