package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** A snapshot of a VM, with its disks. */
record SnapshotFacts(VmRef ref, String name, List<VdiRef> disks) {
    SnapshotFacts {
        disks = List.copyOf(disks);
    }
}
