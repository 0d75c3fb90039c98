package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a VM.
 *
 * @param disks those that go with it, see {@link SnapshotDisks}
 * @param asleep a checkpoint: its disks count as in use while it is there
 * @param declared the VirtualMachineSnapshot that it was taken for
 */
record SnapshotFacts(
        VmRef ref, VmUuid uuid, String name, List<VdiRef> disks, boolean asleep, Optional<ObjectKey> declared) {
    private static final int ID_LENGTH = 8;

    SnapshotFacts {
        disks = List.copyOf(disks);
    }

    /** Its name, and what to delete where somebody declared it. */
    String told() {
        return declared.map(key -> name + ", VirtualMachineSnapshot " + key).orElse(name);
    }

    /** What a person approves its destruction by. */
    String id() {
        return uuid.value().substring(0, Math.min(ID_LENGTH, uuid.value().length()));
    }
}
