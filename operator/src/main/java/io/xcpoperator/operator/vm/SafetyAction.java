package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;

/** Safety snapshots: VirtualMachineSnapshots, which their own controller takes and destroys. */
sealed interface SafetyAction extends Action {
    /** Writes one, of the VirtualMachine of this name. */
    record Take(ObjectKey snapshot, String vm, String vmUid) implements SafetyAction {}

    /** Takes one away that is not kept any more. */
    record Drop(ObjectKey snapshot, String uid, String vmUid) implements SafetyAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case Take _ -> List.of("Async.VM.snapshot");
            case Drop _ -> List.of("Async.VM.destroy");
        };
    }
}
