package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.Chains;
import io.xcpoperator.operator.platform.pools.HostMemoryRoom;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmMetricsRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.DomainType;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VdiType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins what a pool's view has of one VM, or of one host, into facts. */
final class FactsReader {
    private final PoolView view;

    FactsReader(PoolView view) {
        this.view = view;
    }

    VmFacts vm(VmRecord vm) {
        List<VbdRecord> vbds = view.vbdsOf(vm.ref());
        return new VmFacts(
                vm.ref(),
                vm.uuid(),
                vm.nameLabel(),
                vm.nameDescription(),
                vm.tags(),
                Power.of(vm.powerState()),
                vm.isATemplate(),
                host(vm.residentOn()),
                host(vm.affinity()),
                cpu(vm),
                new MemoryFacts(
                        vm.memoryStaticMin(), vm.memoryStaticMax(), vm.memoryDynamicMin(), vm.memoryDynamicMax()),
                machine(vm, vbds),
                new HaFacts(vm.haRestartPriority(), vm.order(), vm.startDelay()),
                GuestReader.guest(vm, view.guestMetrics(vm), started(vm)),
                vm.otherConfig(),
                vm.blockedOperations(),
                new HashSet<>(vm.currentOperations().values()),
                vbds.stream().flatMap(vbd -> disk(vm, vbd).stream()).toList(),
                vbds.stream().map(FactsReader::device).collect(Collectors.toSet()),
                view.vifsOf(vm.ref()).stream().map(vif -> nic(vm, vif)).toList(),
                view.snapshotsOf(vm.ref()).stream().map(this::snapshot).toList());
    }

    /** The epoch stands for never. */
    private Optional<Instant> started(VmRecord vm) {
        return view.metrics(vm).map(VmMetricsRecord::startTime).filter(Instant.EPOCH::isBefore);
    }

    private static Optional<HostRef> host(HostRef ref) {
        return ref.isNull() ? Optional.empty() : Optional.of(ref);
    }

    private CpuFacts cpu(VmRecord vm) {
        Power power = Power.of(vm.powerState());
        boolean running = power == Power.Running || power == Power.Paused;
        Optional<Long> live = view.metrics(vm).map(VmMetricsRecord::vcpusNumber).filter(count -> running && count > 0);
        return new CpuFacts(
                vm.vcpusMax(),
                vm.vcpusAtStartup(),
                live,
                Optional.ofNullable(vm.platform().get("cores-per-socket")).flatMap(FactsReader::number),
                vm.vcpusParams());
    }

    private static MachineFacts machine(VmRecord vm, List<VbdRecord> vbds) {
        return new MachineFacts(
                vm.domainType() != DomainType.PV
                        && !(vm.domainType() == DomainType.UNSPECIFIED
                                && vm.hvmBootPolicy().isEmpty()),
                vm.hvmBootParams(),
                vm.platform(),
                vm.hasVendorDevice(),
                List.copyOf(vm.vtpms()),
                !vm.vgpus().isEmpty(),
                vbds.stream()
                        .filter(vbd -> vbd.type() == VbdType.CD)
                        .map(vbd -> new CdFacts(
                                vbd.ref(),
                                device(vbd),
                                vbd.currentlyAttached(),
                                vbd.empty() || vbd.vdi().isNull() ? Optional.empty() : Optional.of(vbd.vdi())))
                        .toList());
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A device number, or {@link Oddities#NOWHERE} for what is none. */
    private static int place(String text) {
        return number(text)
                .filter(n -> n >= 0 && n <= Oddities.LAST_PLACE)
                .map(Long::intValue)
                .orElse(Oddities.NOWHERE);
    }

    private Optional<DiskFacts> disk(VmRecord vm, VbdRecord vbd) {
        if (vbd.type() != VbdType.DISK || vbd.empty()) {
            return Optional.empty();
        }
        return view.vdi(vbd.vdi())
                .map(vdi -> new DiskFacts(
                        vbd.ref(),
                        vdi.ref(),
                        vdi.uuid(),
                        vdi.sr(),
                        vdi.virtualSize(),
                        vdi.physicalUtilisation(),
                        device(vbd),
                        vbd.currentlyAttached(),
                        Keys.diskEntry(vbd.otherConfig(), vm.uuid().value()),
                        vbd.otherConfig().containsKey(Keys.DISK),
                        Keys.DiskOf.parse(vdi.otherConfig()),
                        Chains.depth(vdi, view),
                        LiveGrowth.possible(vdi, view)));
    }

    private static int device(VbdRecord vbd) {
        return place(vbd.userdevice());
    }

    private static NicFacts nic(VmRecord vm, VifRecord vif) {
        return new NicFacts(
                vif.ref(),
                place(vif.device()),
                vif.network(),
                vif.mac(),
                vif.currentlyAttached(),
                NicLimits.of(vif),
                Keys.nicEntry(vif.otherConfig(), vm.uuid().value()),
                vif.otherConfig().containsKey(Keys.NIC));
    }

    private SnapshotFacts snapshot(VmRecord snapshot) {
        return new SnapshotFacts(
                snapshot.ref(),
                snapshot.uuid(),
                snapshot.nameLabel(),
                SnapshotDisks.of(snapshot.ref(), view),
                SnapshotDisks.asleep(snapshot.ref(), view),
                OwnerMark.own(snapshot.otherConfig(), MarkIndexes.SNAPSHOT_OWNER, snapshot.uuidText())
                        .map(OwnerMark::key));
    }

    /**
     * Reads a disk that is not on the VM.
     *
     * @param original whether its mark is its own, see {@link HandCopies}
     * @param filled whether a copy of ours has ended well and was not acted on yet
     */
    LooseDisk loose(VdiRecord vdi, boolean original, boolean filled) {
        return new LooseDisk(
                vdi.ref(),
                vdi.uuid(),
                vdi.virtualSize(),
                original ? Keys.DiskOf.parse(vdi.otherConfig()) : Optional.empty(),
                !view.vbdsOf(vdi.ref()).isEmpty(),
                isDisk(vdi),
                filled);
    }

    private static boolean isDisk(VdiRecord vdi) {
        boolean image = OwnerMark.own(vdi.otherConfig(), vdi.uuid().value()).isPresent();
        return (vdi.type() == VdiType.USER || vdi.type() == VdiType.SYSTEM) && !vdi.isASnapshot() && !image;
    }

    /** All hosts, as places for VMs. */
    List<HostFacts> hosts() {
        Set<NetworkRef> everywhere = view.networks().stream()
                .map(NetworkRecord::ref)
                .filter(network -> view.pifsOf(network).isEmpty())
                .collect(Collectors.toSet());
        return view.hosts().stream().map(host -> host(host, everywhere)).toList();
    }

    /** @param everywhere networks without any PIF: each host makes its own */
    private HostFacts host(HostRecord host, Set<NetworkRef> everywhere) {
        Set<NetworkRef> networks = new HashSet<>(everywhere);
        view.pifsOf(host.ref()).stream().map(PifRecord::network).forEach(networks::add);
        var metrics = view.metrics(host);
        return new HostFacts(
                host.ref(),
                host.uuid(),
                host.nameLabel(),
                host.enabled(),
                metrics.map(m -> m.live()).orElse(false),
                HostMemoryRoom.free(host, view),
                view.pbdsOf(host.ref()).stream()
                        .filter(PbdRecord::currentlyAttached)
                        .map(PbdRecord::sr)
                        .collect(Collectors.toSet()),
                networks,
                hardware(host));
    }

    private static HostFacts.Hardware hardware(HostRecord host) {
        String processors = host.cpuInfo().getOrDefault("cpu_count", "");
        return new HostFacts.Hardware(
                processors.matches("\\d{1,6}") ? Long.parseLong(processors) : 0,
                !host.chipsetInfo().getOrDefault("iommu", "").equals("false"),
                !host.pgpus().isEmpty());
    }
}
