package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.schedule.TimeWindow;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
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
 * @param seed what its guest reads at its first boot
 * @param power what the VM shall do; a VM we make runs unless told otherwise
 * @param window when a restart may be made, where {@code restart} is InWindow
 * @param agentWithin how long after a start the guest's agent may take, where Ready waits for it
 * @param unmakeable why no VM may be made of it as the spec stands, whatever else is well; one that is there goes on
 * @param takenOver uuids of VMs that a person told us to go on with
 * @param safety empty = no snapshot of ours is taken or goes
 */
record DesiredVm(
        Owner me,
        Origin origin,
        Optional<String> name,
        Optional<String> description,
        Optional<Set<String>> tags,
        Cpu cpu,
        Memory memory,
        Machine machine,
        Optional<List<Disk>> disks,
        Optional<List<Nic>> nics,
        Optional<Seed> seed,
        Optional<Power> power,
        Stop stop,
        RestartWhen restart,
        Optional<TimeWindow> window,
        Optional<Resolved<Place>> place,
        Ha ha,
        Optional<Boolean> autoPowerOn,
        Optional<Boolean> protection,
        Optional<Duration> agentWithin,
        boolean destroyWithResource,
        boolean recreateMissing,
        Optional<Hindrance> unmakeable,
        Set<String> takenOver,
        Optional<Safety> safety) {

    /**
     * Before which acts a snapshot is taken, beside a revert, before which its restore takes one always.
     *
     * @param keep how many stay
     */
    record Safety(boolean restart, boolean resize, int keep) {}

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
     * Firmware, platform and CD drive.
     *
     * @param bootOrder XAPI's letters, as {@code cdn}
     * @param videoRam in MiB
     * @param pciDevices an empty list = none
     */
    record Machine(
            Optional<FirmwareMode> firmware,
            Optional<Boolean> secureBoot,
            Optional<Boolean> vtpm,
            Optional<String> bootOrder,
            Optional<Boolean> nested,
            Optional<Boolean> vendorDevice,
            Optional<Long> videoRam,
            Optional<List<String>> pciDevices,
            Optional<Cd> cd) {
        static Machine unmanaged() {
            return new Machine(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        boolean asksForFirmware() {
            return firmware.isPresent() || secureBoot.isPresent() || vtpm.isPresent() || bootOrder.isPresent();
        }
    }

    /** The CD drive; without a medium it is empty. */
    record Cd(Optional<Resolved<VdiRef>> medium) {}

    /**
     * An entry of spec.disks.
     *
     * @param size in bytes
     * @param storage where it shall lie; the pool's default when the spec does not say
     * @param storageNamed whether the spec says where it shall lie
     * @param existing a VDI of the pool to attach instead of making one
     * @param image what the disk starts as a copy of
     */
    record Disk(
            String name,
            Optional<Integer> device,
            Optional<Long> size,
            Resolved<SrRef> storage,
            boolean storageNamed,
            Optional<VdiUuid> existing,
            Optional<Resolved<ImageFacts>> image) {
        Disk(
                String name,
                Optional<Integer> device,
                Optional<Long> size,
                Resolved<SrRef> storage,
                boolean storageNamed,
                Optional<VdiUuid> existing) {
            this(name, device, size, storage, storageNamed, existing, Optional.empty());
        }
    }

    /**
     * An entry of spec.networkInterfaces.
     *
     * @param rateKBps 0 = no bound
     * @param addresses that the guest may use; an empty set = any
     * @param seen as status last listed it
     * @param taken why an interface with the MAC address of the spec, or of status, is not made now
     */
    record Nic(
            String name,
            Optional<Integer> device,
            Resolved<NetworkRef> network,
            Optional<String> mac,
            Optional<Long> rateKBps,
            Optional<Set<String>> addresses,
            Optional<SeenNic> seen,
            Optional<Hindrance> taken) {
        /** Of an address that nobody else has, and seen for the first time. */
        Nic(
                String name,
                Optional<Integer> device,
                Resolved<NetworkRef> network,
                Optional<String> mac,
                Optional<Long> rateKBps,
                Optional<Set<String>> addresses) {
            this(name, device, network, mac, rateKBps, addresses, Optional.empty(), Optional.empty());
        }

        /** As it was on this very VM. */
        Optional<SeenNic> before(VmFacts vm) {
            return seen.filter(nic -> nic.vm().equals(vm.uuid().value()));
        }

        /** The MAC address it has or had, or shall have. */
        Optional<String> address(VmFacts vm) {
            return mac.or(() -> before(vm).map(SeenNic::mac));
        }

        /** The device it has or had, or shall have. */
        Optional<Integer> place(VmFacts vm) {
            return device.or(() -> before(vm).flatMap(SeenNic::device));
        }

        /** What keeps it from being made. */
        Optional<Hindrance> unmakeable() {
            return network.problem().or(() -> taken);
        }
    }

    /**
     * An entry of spec.networkInterfaces that had an interface.
     *
     * @param vm uuid of the VM it was on
     */
    record SeenNic(String vm, Optional<Integer> device, String mac) {}

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
