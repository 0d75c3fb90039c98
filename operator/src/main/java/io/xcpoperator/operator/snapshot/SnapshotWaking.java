package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which snapshots a change elsewhere concerns. Pure. */
final class SnapshotWaking {
    private SnapshotWaking() {}

    /** Those whose mark is touched; where a VM or a storage is, those too that wait, for it may be what they wait for. */
    static Collection<ObjectKey> concerned(Touched touched, Supplier<Stream<VirtualMachineSnapshot>> all) {
        Set<ObjectKey> keys = new HashSet<>();
        if (touched.whole()) {
            all.get().map(ObjectKey::of).forEach(keys::add);
            return keys;
        }
        boolean other = false;
        Set<String> uuids = new HashSet<>();
        for (Touched.Item item : touched.items()) {
            String mark = item.otherConfig().getOrDefault(MarkIndexes.SNAPSHOT_OWNER, "");
            OwnerMark.parse(mark).map(OwnerMark::key).ifPresent(keys::add);
            other |= item.type() == XapiClass.VM
                    || item.type() == XapiClass.VDI
                    || item.type() == XapiClass.SR
                    || item.type() == XapiClass.POOL;
            uuids.add(item.uuid());
        }
        if (other) {
            all.get()
                    .filter(snapshot -> waits(snapshot) || stands(snapshot, uuids))
                    .map(ObjectKey::of)
                    .forEach(keys::add);
        }
        return keys;
    }

    private static boolean stands(VirtualMachineSnapshot snapshot, Set<String> uuids) {
        return snapshot.getStatus() != null
                && uuids.contains(Objects.toString(snapshot.getStatus().uuid(), ""));
    }

    private static boolean waits(VirtualMachineSnapshot snapshot) {
        return snapshot.isMarkedForDeletion()
                || snapshot.getStatus() == null
                || !Conditions.isTrue(snapshot.getStatus().conditions(), Conditions.READY);
    }

    /** A VirtualMachine, which says where the VM is, or an XcpPool. */
    static Collection<ObjectKey> onVm(ObjectKey vm, Stream<VirtualMachineSnapshot> all) {
        return all.filter(snapshot -> waits(snapshot)
                        && vm.namespace().equals(snapshot.getMetadata().getNamespace())
                        && vm.name()
                                .equals(snapshot.getSpec().virtualMachineRef().name()))
                .map(ObjectKey::of)
                .toList();
    }

    static Collection<ObjectKey> onPool(Stream<VirtualMachineSnapshot> all) {
        return all.filter(SnapshotWaking::waits).map(ObjectKey::of).toList();
    }
}
