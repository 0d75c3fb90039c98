package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** One intent. Made twice, it changes nothing more. */
sealed interface Action {
    /** Has the undo snapshot taken, of this VirtualMachine: writes a VirtualMachineSnapshot. */
    record TakeUndo(String vm, String vmUid) implements Action {}

    /** Writes one key of ours. */
    record SetKey(VmRef vm, String key, String value, boolean replaces) implements Action {}

    record RemoveKey(VmRef vm, String key) implements Action {}

    /** Puts the VM back to the snapshot. */
    record Revert(VmRef snapshot, VmRef vm) implements Action {}

    /**
     * Has a new VM made: writes a VirtualMachine.
     *
     * @param foreseen what its controller will call
     */
    record MakeVm(VirtualMachine vm, List<PlannedCall> foreseen) implements Action {
        public MakeVm {
            foreseen = List.copyOf(foreseen);
        }
    }

    /** Takes the VirtualMachine away again and leaves its VM, which nobody manages then. */
    record LetGo(ObjectKey vm, String uid) implements Action {}

    /** Takes the VirtualMachine away, and what it made with it. */
    record GiveUp(ObjectKey vm, String uid) implements Action {}

    /** Takes an ended task of ours away. */
    record Settle(TaskRef task) implements Action {}

    /** The XAPI messages that come of it, in order. */
    default List<String> calls() {
        return switch (this) {
            case TakeUndo _ -> List.of("VM.snapshot");
            case SetKey a ->
                a.replaces()
                        ? List.of("VM.remove_from_other_config", "VM.add_to_other_config")
                        : List.of("VM.add_to_other_config");
            case RemoveKey _ -> List.of("VM.remove_from_other_config");
            case Revert _ -> List.of("Async.VM.revert");
            case MakeVm a -> a.foreseen().stream().map(PlannedCall::call).toList();
            case LetGo _ -> List.of("VM.remove_from_other_config");
            case GiveUp _ -> List.of("VM.destroy");
            case Settle _ -> List.of("task.destroy");
        };
    }

    /** Whether the round ends with it: what follows waits for its effect. */
    default boolean ends() {
        return switch (this) {
            case Revert _, TakeUndo _, MakeVm _, LetGo _, GiveUp _ -> true;
            case SetKey _, RemoveKey _, Settle _ -> false;
        };
    }
}
