package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** What cannot be undone: each reads its object once more before it acts (S1). */
sealed interface DestroyAction extends Action {
    /** Pulls the plug. */
    record HardShutdown(VmRef vm) implements DestroyAction {}

    record DestroyVm(VmRef vm) implements DestroyAction {}

    /** A snapshot of the VM. */
    record DestroySnapshot(VmRef snapshot, VmRef of) implements DestroyAction {}

    /** A disk that we made and that nothing uses. */
    record DestroyDisk(VdiRef vdi, String entry) implements DestroyAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case HardShutdown _ -> List.of("Async.VM.hard_shutdown");
            case DestroyVm _, DestroySnapshot _ -> List.of("Async.VM.destroy");
            case DestroyDisk _ -> List.of("Async.VDI.destroy");
        };
    }
}
