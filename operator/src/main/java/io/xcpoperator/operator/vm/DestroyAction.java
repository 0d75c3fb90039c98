package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VtpmRef;
import java.util.List;
import java.util.stream.Stream;

/** What cannot be undone: each reads its object once more before it acts (S1). */
sealed interface DestroyAction extends Action {
    /** Pulls the plug. */
    record HardShutdown(VmRef vm) implements DestroyAction {}

    record DestroyVm(VmRef vm) implements DestroyAction {}

    /**
     * A snapshot of the VM.
     *
     * @param after its disks that cannot go before it
     */
    record DestroySnapshot(VmRef snapshot, VmRef of, List<VdiRef> after) implements DestroyAction {
        public DestroySnapshot {
            after = List.copyOf(after);
        }
    }

    /** A disk of a snapshot of the VM, while the snapshot still says whose it is. */
    record DestroySnapshotDisk(VdiRef vdi, VmRef snapshot, VmRef of) implements DestroyAction {}

    /** A disk that we made and that nothing uses. */
    record DestroyDisk(VdiRef vdi, String entry) implements DestroyAction {}

    /** A virtual TPM of the VM, with the keys it holds. */
    record DestroyVtpm(VtpmRef vtpm, VmRef of) implements DestroyAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case HardShutdown _ -> List.of("Async.VM.hard_shutdown");
            case DestroyVm _ -> List.of("Async.VM.destroy");
            case DestroySnapshot a ->
                a.after().isEmpty()
                        ? List.of("Async.VM.destroy")
                        : Stream.concat(
                                        Stream.of("VM.destroy"),
                                        a.after().stream().map(_ -> "VDI.destroy"))
                                .toList();
            case DestroyVtpm _ -> List.of("VTPM.destroy");
            case DestroyDisk _, DestroySnapshotDisk _ -> List.of("Async.VDI.destroy");
        };
    }
}
