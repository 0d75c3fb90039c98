package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the spec asks for, null-free and with every reference looked up. An empty field is not managed.
 *
 * @param name the name label
 * @param disks empty = disks are not managed; an empty list = none is wanted
 * @param tags as {@code disks}
 * @param power what the VM shall do; a VM we make runs unless told otherwise
 * @param agentWithin how long after a start the guest's agent may take, where Ready waits for it
 * @param unmakeable why no VM may be made of it as the spec stands, whatever else is well; one that is there goes on
 * @param takenOver uuids of VMs that a person told us to go on with
 */
record DesiredVm(
        Owner me,
        Origin origin,
        Optional<String> name,
        Optional<String> description,
        Optional<Set<String>> tags,
        Cpu cpu,
        Memory memory,
        Optional<List<Disk>> disks,
        Optional<List<Nic>> nics,
        Optional<Power> power,
        Stop stop,
        RestartWhen restart,
        Optional<Resolved<Place>> place,
        Ha ha,
        Optional<Boolean> autoPowerOn,
        Optional<Boolean> protection,
        Optional<Duration> agentWithin,
        boolean destroyWithResource,
        boolean recreateMissing,
        Optional<Hindrance> unmakeable,
        Set<String> takenOver) {

    /** Processors; weight and cap as XAPI counts them. */
    record Cpu(
            Optional<Long> count,
            Optional<Long> max,
            Optional<Long> coresPerSocket,
            Optional<Long> weight,
            Optional<Long> cap) {
        static Cpu unmanaged() {
            return new Cpu(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Memory in bytes. */
    record Memory(Optional<Long> size, Optional<Long> max) {
        static Memory unmanaged() {
            return new Memory(Optional.empty(), Optional.empty());
        }
    }

    /**
     * An entry of spec.disks.
     *
     * @param size in bytes
     * @param storage where it shall lie; the pool's default when the spec does not say
     * @param storageNamed whether the spec says where it shall lie
     * @param existing a VDI of the pool to attach instead of making one
     */
    record Disk(
            String name,
            Optional<Integer> device,
            Optional<Long> size,
            Resolved<SrRef> storage,
            boolean storageNamed,
            Optional<VdiUuid> existing) {}

    /** An entry of spec.networkInterfaces. */
    record Nic(String name, Optional<Integer> device, Resolved<NetworkRef> network, Optional<String> mac) {}

    /** How the VM is stopped. */
    record Stop(ShutdownMode mode, Duration timeout) {}

    /**
     * Where the VM shall run.
     *
     * @param strict there or not at all
     */
    record Place(HostRef host, String hostUuid, String hostName, boolean strict) {}

    /** High availability; the delay in seconds. */
    record Ha(Optional<String> priority, Optional<Long> order, Optional<Long> startDelay) {
        static Ha unmanaged() {
            return new Ha(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    boolean adopted() {
        return origin instanceof Origin.Existing;
    }

    /** Disks and interfaces without a mark are known by their place: the VM was there before us, or without us. */
    boolean partsByPlace(VmFacts vm) {
        return adopted() || takenOver.contains(vm.uuid().value());
    }

    /** The host of {@code place}, when it is known. */
    Optional<Place> foundPlace() {
        return place.flatMap(Resolved::found);
    }
}
