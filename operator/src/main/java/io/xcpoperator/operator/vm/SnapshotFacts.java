package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.List;

/**
 * A snapshot of a VM.
 *
 * @param disks those that go with it, see {@link SnapshotDisks}
 * @param asleep a checkpoint: its disks count as in use while it is there
 */
record SnapshotFacts(VmRef ref, VmUuid uuid, String name, List<VdiRef> disks, boolean asleep) {
    private static final int ID_LENGTH = 8;

    SnapshotFacts {
        disks = List.copyOf(disks);
    }

    /** What a person approves its destruction by. */
    String id() {
        return uuid.value().substring(0, Math.min(ID_LENGTH, uuid.value().length()));
    }
}
