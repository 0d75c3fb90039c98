package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import io.xcpoperator.xapi.types.VtpmRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A VM of the pool for tests: two vCPUs, 4 GiB, one signed disk of 40 GiB, running on xcp1 with guest tools. */
final class AVm {
    static final Owner ME = new Owner("cluster-1", new ObjectKey("apps", "web"), "uid-1");
    static final String UUID = "0d4f0000-0000-0000-0000-000000000001";
    static final SrRef NAS = new SrRef("OpaqueRef:nas");
    static final SrRef SSD = new SrRef("OpaqueRef:ssd");
    static final SrRef LOCAL1 = new SrRef("OpaqueRef:local1");
    static final SrRef LOCAL2 = new SrRef("OpaqueRef:local2");
    static final NetworkRef LAN = new NetworkRef("OpaqueRef:lan");
    static final NetworkRef IOT = new NetworkRef("OpaqueRef:iot");
    static final Capabilities CAN = Capabilities.of(List.of("8.3.0"));
    static final HostFacts.Hardware PLAIN = new HostFacts.Hardware(16, true, false);
    static final HostFacts XCP1 = host("xcp1", 32 * Bytes.GIB);
    static final HostFacts XCP2 = host("xcp2", 32 * Bytes.GIB);

    VmRef ref = new VmRef("OpaqueRef:web");
    String uuid = UUID;
    String name = "web";
    String description = "";
    Set<String> tags = new HashSet<>();
    Power power = Power.Running;
    boolean template;
    Optional<HostRef> host = Optional.of(XCP1.ref());
    Optional<HostRef> affinity = Optional.empty();
    long vcpusMax = 4;
    long vcpusAtStartup = 2;
    Optional<Long> vcpusLive = Optional.of(2L);
    long vcpusFrozen = 2;
    Optional<Long> cores = Optional.empty();
    Map<String, String> params = new HashMap<>();
    MemoryFacts memory = new MemoryFacts(Bytes.GIB, 4 * Bytes.GIB, 4 * Bytes.GIB, 4 * Bytes.GIB);
    Map<String, String> boot = new HashMap<>(Map.of("firmware", "uefi", "order", "cd"));
    Map<String, String> platform = new HashMap<>();
    boolean hvm = true;
    boolean vendorDevice;
    List<VtpmRef> vtpms = new ArrayList<>();
    boolean virtualGpus;
    List<CdFacts> drives = new ArrayList<>();
    HaFacts ha = new HaFacts("", 0, 0);
    boolean drivers = true;
    boolean agent = true;
    boolean hotplug = true;
    boolean growsLive;
    Optional<Instant> started = Optional.empty();
    Map<String, String> otherConfig = new HashMap<>();
    Map<VmOperation, String> blocked = new HashMap<>();
    Set<VmOperation> busyWith = new HashSet<>();
    List<DiskFacts> disks = new ArrayList<>();
    Set<Integer> cdDevices = new HashSet<>();
    List<NicFacts> nics = new ArrayList<>();
    List<SnapshotFacts> snapshots = new ArrayList<>();

    static AVm ofOurs() {
        AVm vm = new AVm();
        vm.otherConfig.put(OwnerMark.KEY, ME.markFor(UUID).toString());
        vm.disks.add(vm.disk("root", 0, 40));
        return vm;
    }

    /** A template of another make: tags, HA and auto power-on set, one disk, one interface. */
    static AVm template() {
        AVm vm = new AVm();
        vm.ref = new VmRef("OpaqueRef:template");
        vm.uuid = "a1b00000-0000-0000-0000-000000000002";
        vm.name = "debian";
        vm.template = true;
        vm.halted();
        vm.tags.add("golden");
        vm.ha = new HaFacts("restart", 3, 0);
        vm.otherConfig.put(Keys.AUTO_POWER_ON, "true");
        vm.otherConfig.put(Keys.PROVISION, "<provision/>");
        vm.disks.add(new DiskFacts(
                new VbdRef("OpaqueRef:vbd-t"),
                new VdiRef("OpaqueRef:vdi-t"),
                new VdiUuid("template-disk"),
                NAS,
                10 * Bytes.GIB,
                Bytes.GIB,
                0,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                1,
                false));
        vm.nics.add(new NicFacts(
                new VifRef("OpaqueRef:vif-t"),
                0,
                IOT,
                "0a:00:00:00:00:01",
                false,
                NicLimits.none(),
                Optional.empty(),
                false));
        return vm;
    }

    /** As we write it. */
    AVm own(String key, String value) {
        otherConfig.put(key, OwnValues.text(uuid, value));
        return this;
    }

    AVm halted() {
        power = Power.Halted;
        host = Optional.empty();
        vcpusLive = Optional.empty();
        drivers = false;
        agent = false;
        hotplug = false;
        return this;
    }

    AVm in(Power state) {
        if (state == Power.Halted || state == Power.Suspended) {
            halted();
        }
        power = state;
        return this;
    }

    AVm withoutTools() {
        drivers = false;
        agent = false;
        hotplug = false;
        return this;
    }

    /** A disk of ours, in GiB. */
    DiskFacts disk(String entry, int device, long gib) {
        return new DiskFacts(
                new VbdRef("OpaqueRef:vbd-" + entry),
                new VdiRef("OpaqueRef:vdi-" + entry),
                new VdiUuid("disk-" + entry),
                NAS,
                gib * Bytes.GIB,
                Bytes.GIB,
                device,
                power != Power.Halted,
                Optional.of(entry),
                true,
                Optional.of(Keys.DiskOf.of(ME, uuid, entry)),
                1,
                growsLive);
    }

    /** One that somebody else attached, of 10 GiB. */
    DiskFacts foreignDisk(int device) {
        DiskFacts disk = disk("foreign", device, 10);
        return new DiskFacts(
                disk.vbd(),
                disk.vdi(),
                disk.uuid(),
                disk.sr(),
                disk.size(),
                disk.used(),
                device,
                disk.attached(),
                Optional.empty(),
                false,
                Optional.empty(),
                1,
                disk.growsLive());
    }

    /** The drive that carries its cloud-init. */
    DiskFacts seedDrive(int device) {
        DiskFacts disk = disk(SeedDrives.ENTRY, device, 1);
        return new DiskFacts(
                disk.vbd(),
                disk.vdi(),
                disk.uuid(),
                disk.sr(),
                disk.size(),
                disk.used(),
                device,
                disk.attached(),
                Optional.empty(),
                false,
                disk.of(),
                1,
                false);
    }

    NicFacts nic(String entry, int device, NetworkRef network) {
        return new NicFacts(
                new VifRef("OpaqueRef:vif-" + entry),
                device,
                network,
                "02:00:00:00:00:0" + device,
                power != Power.Halted,
                NicLimits.none(),
                Optional.of(entry),
                true);
    }

    /** One that somebody else put there. */
    NicFacts foreignNic(int device, String mac) {
        NicFacts nic = nic("foreign-" + device, device, IOT);
        return new NicFacts(
                nic.vif(), device, nic.network(), mac, nic.attached(), nic.limits(), Optional.empty(), false);
    }

    /** The same under another address. */
    static NicFacts under(String mac, NicFacts nic) {
        return new NicFacts(
                nic.vif(), nic.device(), nic.network(), mac, nic.attached(), nic.limits(), nic.entry(), nic.marked());
    }

    CdFacts drive(int device, Optional<VdiRef> medium) {
        return new CdFacts(new VbdRef("OpaqueRef:vbd-cd" + device), device, power != Power.Halted, medium);
    }

    VmFacts facts() {
        Set<Integer> used = new HashSet<>(cdDevices);
        drives.forEach(d -> used.add(d.device()));
        disks.forEach(d -> used.add(d.device()));
        boolean alive = power == Power.Running || power == Power.Paused;
        GuestFacts guest =
                new GuestFacts(drivers, agent, hotplug, alive ? started : Optional.empty(), "", "", Map.of());
        return new VmFacts(
                ref,
                new VmUuid(uuid),
                name,
                description,
                tags,
                power,
                template,
                host,
                affinity,
                new CpuFacts(vcpusMax, vcpusAtStartup, vcpusLive, cores, params),
                memory,
                new MachineFacts(hvm, boot, platform, vendorDevice, vtpms, virtualGpus, drives),
                ha,
                guest,
                otherConfig,
                blocked,
                busyWith,
                disks,
                used,
                nics,
                snapshots);
    }

    /** A host that reaches this storage. */
    static HostFacts host(String name, SrRef... storage) {
        HostFacts any = host(name, 32 * Bytes.GIB);
        return new HostFacts(
                any.ref(), any.uuid(), name, true, true, any.memoryFree(), Set.of(storage), any.networks(), PLAIN);
    }

    static HostFacts host(String name, long free) {
        return new HostFacts(
                new HostRef("OpaqueRef:" + name),
                new HostUuid("uuid-" + name),
                name,
                true,
                true,
                free,
                Set.of(NAS, SSD),
                Set.of(LAN, IOT),
                PLAIN);
    }
}
