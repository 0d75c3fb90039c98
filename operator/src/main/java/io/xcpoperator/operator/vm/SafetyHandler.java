package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotSpecBuilder;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import java.time.InstantSource;

/** Writes the VirtualMachineSnapshots that are safety snapshots, and takes them away. */
final class SafetyHandler {
    private final Deputies deputies;
    private final InstantSource clock;

    SafetyHandler(Deputies deputies, InstantSource clock) {
        this.deputies = deputies;
        this.clock = clock;
    }

    void handle(SafetyAction action) {
        try {
            switch (action) {
                case SafetyAction.Take a -> deputies.make(snapshot(a));
                case SafetyAction.Drop a ->
                    deputies.delete(
                            VirtualMachineSnapshot.class,
                            a.snapshot(),
                            a.uid(),
                            snapshot -> SnapshotLabels.isSafetyOf(snapshot, a.vmUid()),
                            _ -> "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                                    .formatted(SnapshotLabels.SUPERSEDED, a.vmUid()));
            }
        } catch (Deputies.Changed _) {
            throw new Undecided("a safety snapshot changed meanwhile; looking again");
        }
    }

    private VirtualMachineSnapshot snapshot(SafetyAction.Take take) {
        var snapshot = new VirtualMachineSnapshot();
        snapshot.setMetadata(new ObjectMetaBuilder()
                .withNamespace(take.snapshot().namespace())
                .withName(take.snapshot().name())
                .addToLabels(SnapshotLabels.SAFETY_OF, take.vmUid())
                .addToAnnotations(SnapshotLabels.ASKED, clock.instant().toString())
                .build());
        snapshot.setSpec(VirtualMachineSnapshotSpecBuilder.builder()
                .virtualMachineRef(new LocalRef(take.vm()))
                .build());
        return snapshot;
    }
}
