package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Conditions;
import java.util.List;
import java.util.Objects;

/** Reads a VM's safety snapshots from the informers' caches. */
final class SafetyReader {
    private SafetyReader() {}

    static SafetyFacts read(Owner me, Caches caches) {
        List<VirtualMachineSnapshot> mine = caches.snapshots()
                .all()
                .filter(snapshot ->
                        snapshot.getMetadata().getNamespace().equals(me.key().namespace())
                                && SnapshotLabels.isSafetyOf(snapshot, me.uid()))
                .toList();
        if (mine.isEmpty()) {
            return SafetyFacts.none();
        }
        List<VirtualMachineRestore> restores = caches.restores()
                .all()
                .filter(restore ->
                        restore.getMetadata().getNamespace().equals(me.key().namespace())
                                && (restore.getStatus() == null
                                        || restore.getStatus().phase() != RestorePhase.Completed))
                .toList();
        return new SafetyFacts(
                mine.stream().map(snapshot -> taken(snapshot, restores)).toList());
    }

    private static SafetyFacts.Taken taken(VirtualMachineSnapshot snapshot, List<VirtualMachineRestore> restores) {
        var status = snapshot.getStatus();
        return new SafetyFacts.Taken(
                ObjectKey.of(snapshot),
                snapshot.getMetadata().getUid(),
                SnapshotLabels.asked(snapshot),
                status != null && status.uuid() != null && Conditions.isTrue(status.conditions(), Conditions.READY),
                status == null ? "" : Objects.toString(status.message(), ""),
                snapshot.isMarkedForDeletion(),
                restores.stream().anyMatch(restore -> needs(restore, snapshot)));
    }

    private static boolean needs(VirtualMachineRestore restore, VirtualMachineSnapshot snapshot) {
        var source = restore.getSpec().source().virtualMachineSnapshotRef();
        return (source != null && source.name().equals(snapshot.getMetadata().getName()))
                || SnapshotLabels.isUndoOf(snapshot, restore.getMetadata().getUid());
    }
}
