package io.xcpoperator.operator.snapshot;

import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.Durations;
import io.xcpoperator.api.v1alpha1.snapshot.SnapshotMemory;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a resource asks for. Pure.
 *
 * @param vm the VirtualMachine
 * @param memory whether the memory is taken too
 * @param timeToLive after it the pool's snapshot goes
 * @param destroys whether the pool's snapshot goes with the resource
 * @param taker uid of the VirtualMachine that had it taken for its own work: a claim of that one does not hold it
 * @param unknown why nothing may be taken for a spec of a newer version
 */
record Want(
        Owner me,
        ObjectKey vm,
        boolean memory,
        Optional<Duration> timeToLive,
        boolean destroys,
        Optional<String> taker,
        Optional<Verdict> unknown) {
    static Want of(String clusterId, VirtualMachineSnapshot resource) {
        VirtualMachineSnapshotSpec spec = resource.getSpec();
        return new Want(
                Owner.of(clusterId, resource),
                new ObjectKey(
                        resource.getMetadata().getNamespace(),
                        spec.virtualMachineRef().name()),
                spec.memory() == SnapshotMemory.Include,
                Durations.parse(spec.timeToLive()),
                spec.deletionPolicy() == null || spec.deletionPolicy() == DeletionPolicy.Delete,
                SnapshotLabels.taker(resource),
                spec.memory() == SnapshotMemory.Unknown
                        ? Optional.of(new Verdict.Stalled(
                                Reason.NotSupportedYet,
                                "spec.memory has a value that this version of the operator does not know"))
                        : Optional.empty());
    }

    /** As whom it may act on a VM that is claimed. */
    Set<String> uids() {
        return Stream.concat(Stream.of(me.uid()), taker.stream()).collect(Collectors.toUnmodifiableSet());
    }

    String name() {
        return me.key().name();
    }
}
