package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VtpmRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pool of a few maps, in which actions take effect as the recordings say they do. Enough for planners. */
final class ModelPool {
    static final String TOKEN = "uid-1-token";
    private static final Approvals NOTHING = new Approvals(List.of());
    static final Instant NOW = Instant.parse("2026-11-01T02:14:00Z");

    final List<AVm> vms = new ArrayList<>();
    final List<LooseDisk> loose = new ArrayList<>();
    final Map<String, String> once = new HashMap<>();
    final List<Step> done = new ArrayList<>();
    Optional<String> known = Optional.empty();
    Optional<String> token = Optional.of(TOKEN);
    boolean guestsHaveTools = true;
    /** Disks whose changed blocks are tracked. */
    final Set<VdiRef> tracked = new HashSet<>();
    /** Whether a disk that moves comes without what was written on it. */
    boolean movesLoseMarks;

    /** What is on cloud-init drives, and imports of ours that ended well. */
    final Map<VdiRef, String> content = new HashMap<>();

    final Set<String> sent = new HashSet<>();
    boolean unplugRefused;
    Optional<Instant> agentSince = Optional.empty();

    boolean upgrading;
    /** What carries the data of a move. */
    Resolved<Moving.Road> road = new Resolved.Found<>(new Moving.Road(AVm.LAN, false));

    long free = 500 * Bytes.GIB;
    List<HostFacts> hosts = List.of(AVm.XCP1, AVm.XCP2);
    Claims claims = Claims.none();
    Capabilities can = AVm.CAN;
    Approvals approvals = NOTHING;
    private final Map<String, String> made = new HashMap<>();
    private int serial;
    /** Oldest first. */
    final List<SafetyFacts.Taken> safety = new ArrayList<>();

    ModelPool with(AVm vm) {
        vms.add(vm);
        return this;
    }

    AVm only() {
        if (vms.size() != 1) {
            throw new AssertionError("expected one VM, there are " + vms.size());
        }
        return vms.getFirst();
    }

    Observed.Seen observe(DesiredVm want) {
        List<Sighting> sightings = vms.stream()
                .map(AVm::facts)
                .map(vm -> new Sighting(
                        vm, Ownership.of(vm.otherConfig(), vm.uuid().value(), want.me())))
                .toList();
        var seen = new Sightings(new ObjectKey("infra", "home"), sightings, known, token, approvals, NOW);
        return new Observed.Seen(Identity.judge(want, seen), around(), List.of(), false, Map.of());
    }

    Surroundings around() {
        return new Surroundings(
                new ObjectKey("infra", "home"),
                hosts,
                Map.of(
                        AVm.LAN.value(), "lan",
                        AVm.IOT.value(), "iot",
                        AVm.NAS.value(), "nas",
                        AVm.SSD.value(), "ssd",
                        AVm.LOCAL1.value(), "local1",
                        AVm.LOCAL2.value(), "local2"),
                loose,
                once,
                approvals,
                claims,
                true,
                can,
                moving(),
                new SafetyFacts(safety),
                new SeedFacts(content, sent, unplugRefused, agentSince, NOW));
    }

    private Moving moving() {
        Map<SrRef, Moving.Store> storage = new HashMap<>();
        Stream.of(AVm.NAS, AVm.SSD, AVm.LOCAL1, AVm.LOCAL2)
                .forEach(
                        sr -> storage.put(sr, new Moving.Store("uuid-" + sr.value(), sr.equals(AVm.NAS), false, free)));
        Map<VdiRef, List<VdiRef>> on = new HashMap<>();
        tracked.forEach(vdi -> on.put(vdi, List.of(vdi)));
        return new Moving(
                upgrading,
                hosts.stream().collect(Collectors.toMap(HostFacts::ref, _ -> road)),
                storage,
                Map.of(AVm.XCP1.ref(), AVm.LOCAL1, AVm.XCP2.ref(), AVm.LOCAL2),
                Set.of(),
                on,
                new Moving.Others(Map.of(), Map.of()));
    }

    Plan plan(DesiredVm want) {
        return new VmPlanner(NOW, 0).plan(want, observe(want), 1, token);
    }

    /** As an executor: in order, up to and including the first task. */
    void execute(List<Step> steps) {
        made.clear();
        for (Step step : steps) {
            apply(step.action());
            done.add(step);
            if (step.action().isTask()) {
                return;
            }
        }
    }

    void takeSafety(String name) {
        safety.add(new SafetyFacts.Taken(
                new ObjectKey(AVm.ME.key().namespace(), name),
                "uid-" + ++serial,
                NOW.plusSeconds(serial),
                true,
                "",
                false,
                false));
    }

    private AVm vm(VmRef ref) {
        return vms.stream().filter(v -> v.ref.equals(ref)).findFirst().orElseThrow();
    }

    private void apply(Action action) {
        switch (action) {
            case MakingAction a -> making(a);
            case SettingAction a -> setting(a);
            case MachineAction a -> machine(a);
            case DiskAction a -> disks(a);
            case NicAction a -> nics(a);
            case PowerAction a -> power(a);
            case DestroyAction a -> destroying(a);
            case SafetyAction.Take a -> takeSafety(a.snapshot().name());
            case SafetyAction.Drop a -> {
                if (!safety.removeIf(one -> one.uid().equals(a.uid()))) {
                    throw new AssertionError("no such safety snapshot: " + a);
                }
            }
            case SeedAction a -> seeds(a);
            case TaskAction _ -> {}
        }
    }

    private void making(MakingAction action) {
        switch (action) {
            case MakingAction.Clone a -> clone(a);
            case MakingAction.Mark a -> vm(a.vm()).otherConfig.put(OwnerMark.KEY, a.mark());
            case MakingAction.FinishMaking a -> vm(a.vm()).template = false;
            case MakingAction.Unmark a -> vm(a.vm()).otherConfig.remove(OwnerMark.KEY);
        }
    }

    private void clone(MakingAction.Clone a) {
        AVm template = AVm.template();
        AVm vm = new AVm();
        serial++;
        vm.ref = new VmRef("OpaqueRef:clone-" + serial);
        vm.uuid = "c10e0000-0000-0000-0000-00000000000" + serial;
        vm.name = Keys.makingName(a.token());
        vm.template = true;
        vm.halted();
        vm.tags.addAll(template.tags);
        vm.ha = new HaFacts(template.ha.priority(), 0, 0);
        vm.otherConfig.putAll(template.otherConfig);
        for (DiskFacts d : template.disks) {
            vm.disks.add(new DiskFacts(
                    new VbdRef("OpaqueRef:vbd-c" + serial),
                    new VdiRef("OpaqueRef:vdi-c" + serial),
                    new VdiUuid("clone-disk-" + serial),
                    a.copyTo().orElse(d.sr()),
                    d.size(),
                    d.used(),
                    d.device(),
                    false,
                    Optional.empty(),
                    d.marked(),
                    d.of(),
                    d.chain(),
                    false));
        }
        for (NicFacts n : template.nics) {
            vm.nics.add(new NicFacts(
                    new VifRef("OpaqueRef:vif-c" + serial),
                    n.device(),
                    n.network(),
                    "0a:00:00:00:00:0" + serial,
                    false,
                    NicLimits.none(),
                    Optional.empty(),
                    n.marked()));
        }
        vms.add(vm);
    }

    private void setting(SettingAction action) {
        switch (action) {
            case SettingAction.SetName a -> vm(a.vm()).name = a.value();
            case SettingAction.SetDescription a -> vm(a.vm()).description = a.value();
            case SettingAction.AddTag a -> vm(a.vm()).tags.add(a.value());
            case SettingAction.RemoveTag a -> vm(a.vm()).tags.remove(a.value());
            case SettingAction.SetKey a -> {
                String before = vm(a.vm()).otherConfig.put(a.key(), a.value());
                check(a.replaces() || before == null, "MAP_DUPLICATE_KEY " + a.key());
            }
            case SettingAction.RemoveKey a -> vm(a.vm()).otherConfig.remove(a.key());
            case SettingAction.SetVcpusMax a -> {
                AVm vm = vm(a.vm());
                check(vm.power == Power.Halted && vm.vcpusAtStartup <= a.value(), "set_VCPUs_max");
                vm.vcpusMax = a.value();
            }
            case SettingAction.SetVcpusAtStartup a -> {
                check(a.value() <= vm(a.vm()).vcpusMax, "set_VCPUs_at_startup");
                vm(a.vm()).vcpusAtStartup = a.value();
            }
            case SettingAction.SetVcpusLive a -> {
                AVm vm = vm(a.vm());
                check(vm.power == Power.Running && vm.hotplug && a.value() <= vm.vcpusMax, "VCPUs live");
                vm.vcpusLive = Optional.of(a.value());
                vm.vcpusAtStartup = a.value();
            }
            case SettingAction.SetVcpuParam a -> vm(a.vm()).params.put(a.key(), a.value());
            case SettingAction.SetPlatform a -> {
                String before = vm(a.vm()).platform.put(a.key(), a.value());
                check(a.replaces() || before == null || a.key().startsWith("cores"), "MAP_DUPLICATE_KEY " + a.key());
                if (a.key().equals("cores-per-socket")) {
                    vm(a.vm()).cores = Optional.of(Long.parseLong(a.value()));
                }
            }
            case SettingAction.SetMemory(var ref, MemoryFacts m) -> {
                check(vm(ref).power == Power.Halted, "set_memory_limits");
                check(
                        m.staticMin() <= m.dynamicMin()
                                && m.dynamicMin() <= m.dynamicMax()
                                && m.dynamicMax() <= m.staticMax(),
                        "MEMORY_CONSTRAINT_VIOLATION_ORDER");
                vm(ref).memory = m;
            }
            case SettingAction.Balloon a -> {
                AVm vm = vm(a.vm());
                check(vm.power == Power.Running && a.bytes() <= vm.memory.staticMax(), "dynamic range");
                vm.memory = new MemoryFacts(vm.memory.staticMin(), vm.memory.staticMax(), a.bytes(), a.bytes());
            }
            case SettingAction.SetAffinity a -> vm(a.vm()).affinity = Optional.of(a.host());
            case SettingAction.SetHaPriority a -> {
                HaFacts ha = vm(a.vm()).ha;
                vm(a.vm()).ha = new HaFacts(a.value(), ha.order(), ha.startDelay());
            }
            case SettingAction.SetOrder a -> {
                HaFacts ha = vm(a.vm()).ha;
                vm(a.vm()).ha = new HaFacts(ha.priority(), a.value(), ha.startDelay());
            }
            case SettingAction.SetStartDelay a -> {
                HaFacts ha = vm(a.vm()).ha;
                vm(a.vm()).ha = new HaFacts(ha.priority(), ha.order(), a.value());
            }
            case SettingAction.Block a -> vm(a.vm()).blocked.put(operation(a.operation()), a.reason());
            case SettingAction.Unblock a -> vm(a.vm()).blocked.remove(operation(a.operation()));
        }
    }

    private void machine(MachineAction action) {
        switch (action) {
            case MachineAction.SetBootParam a -> {
                String before = vm(a.vm()).boot.put(a.key(), a.value());
                check(a.replaces() || before == null, "MAP_DUPLICATE_KEY " + a.key());
            }
            case MachineAction.RemovePlatform a -> vm(a.vm()).platform.remove(a.key());
            case MachineAction.SetVendorDevice a -> {
                check(vm(a.vm()).power == Power.Halted, "set_has_vendor_device");
                vm(a.vm()).vendorDevice = a.value();
            }
            case MachineAction.AddVtpm a -> {
                AVm vm = vm(a.vm());
                check(vm.power == Power.Halted && !vm.template && vm.vtpms.isEmpty(), "VTPM.create");
                serial++;
                vm.vtpms.add(new VtpmRef("OpaqueRef:vtpm-" + serial));
            }
            case MachineAction.AddDrive a -> {
                AVm vm = vm(a.vm());
                check(!vm.facts().usedDevices().contains(a.device()), "DEVICE_ALREADY_EXISTS");
                CdFacts drive = vm.drive(a.device(), Optional.empty());
                made.put(Symbols.DRIVE.value(), drive.vbd().value());
                vm.drives.add(drive.attached(false));
            }
            case MachineAction.Insert a -> medium(real(a.drive().value()), Optional.of(a.medium()));
            case MachineAction.Eject a -> medium(a.drive().value(), Optional.empty());
        }
    }

    private void medium(String drive, Optional<VdiRef> medium) {
        for (AVm vm : vms) {
            vm.drives.replaceAll(d -> {
                if (!d.vbd().value().equals(drive)) {
                    return d;
                }
                check(d.medium().isPresent() != medium.isPresent(), "VBD_IS_EMPTY, VBD_NOT_EMPTY");
                check(vm.power == Power.Halted || d.attached(), "does not exist in xenopsd");
                check(vm.power != Power.Suspended, "VM_BAD_POWER_STATE");
                return new CdFacts(d.vbd(), d.device(), d.attached(), medium);
            });
        }
    }

    private static VmOperation operation(SettingAction.Blocked blocked) {
        return blocked == SettingAction.Blocked.Destroy ? VmOperation.DESTROY : VmOperation.START;
    }

    private void disks(DiskAction action) {
        switch (action) {
            case DiskAction.CreateDisk a -> {
                serial++;
                String mark = a.mark();
                loose.add(new LooseDisk(
                        new VdiRef("OpaqueRef:vdi-" + serial),
                        new VdiUuid("new-disk-" + serial),
                        a.bytes(),
                        Keys.DiskOf.parse(Map.of(Keys.DISK_OF, mark)),
                        false));
            }
            case DiskAction.FillDisk a ->
                loose.replaceAll(d -> d.vdi().equals(a.into())
                        ? new LooseDisk(d.vdi(), d.uuid(), d.size(), d.of(), d.inUse(), d.plain(), true)
                        : d);
            case DiskAction.AttachDisk a -> {
                LooseDisk disk = loose.stream()
                        .filter(d -> d.vdi().equals(a.vdi()))
                        .findFirst()
                        .orElseThrow();
                loose.remove(disk);
                AVm vm = vm(a.vm());
                check(vm.disks.stream().noneMatch(d -> d.device() == a.device()), "DEVICE_ALREADY_EXISTS");
                serial++;
                String vbd = "OpaqueRef:vbd-" + serial;
                made.put(Symbols.vbd(a.entry()).value(), vbd);
                vm.disks.add(new DiskFacts(
                        new VbdRef(vbd),
                        disk.vdi(),
                        disk.uuid(),
                        AVm.NAS,
                        disk.size(),
                        0,
                        a.device(),
                        false,
                        Keys.diskEntry(Map.of(Keys.DISK, a.mark()), vm.uuid),
                        true,
                        disk.of(),
                        1,
                        false));
            }
            case DiskAction.MarkVbd a -> markVbd(a);
            case DiskAction.UnmarkVbd _ -> throw new AssertionError("only what is let go loses its marks");
            case DiskAction.MarkVdi a ->
                change(
                        a.vdi().value(),
                        d -> with(
                                d,
                                d.size(),
                                d.attached(),
                                d.entry(),
                                Keys.DiskOf.parse(Map.of(Keys.DISK_OF, a.mark()))));
            case DiskAction.GrowDisk a ->
                change(a.vdi().value(), d -> {
                    check(!d.attached(), "VDI_IN_USE");
                    return with(d, a.bytes(), d.attached(), d.entry(), d.of());
                });
            case DiskAction.GrowDiskLive a ->
                change(a.vdi().value(), d -> {
                    check(d.attached() && d.growsLive(), "OPERATION_NOT_ALLOWED");
                    return with(d, a.bytes(), d.attached(), d.entry(), d.of());
                });
            case DiskAction.PlugDisk a ->
                change(real(a.vbd().value()), d -> with(d, d.size(), true, d.entry(), d.of()));
            case DiskAction.UnplugDisk a -> change(a.vbd().value(), d -> with(d, d.size(), false, d.entry(), d.of()));
            case DiskAction.MoveDisk a -> {
                check(vm(a.vm()).power != Power.Running || vm(a.vm()).drivers, "VM_LACKS_FEATURE");
                move(vm(a.vm()), a.vdi(), a.sr());
            }
            case DiskAction.DisableTracking a -> tracked.remove(a.vdi());
            case DiskAction.EnableTracking a -> tracked.add(a.vdi());
            case DiskAction.DetachDisk a -> {
                for (AVm vm : vms) {
                    vm.disks.stream()
                            .filter(d -> d.vbd().equals(a.vbd()))
                            .findFirst()
                            .ifPresent(d -> {
                                check(!d.attached(), "OPERATION_NOT_ALLOWED");
                                vm.disks.remove(d);
                                loose.add(new LooseDisk(d.vdi(), d.uuid(), d.size(), d.of(), false));
                            });
                }
            }
        }
    }

    private void seeds(SeedAction action) {
        switch (action) {
            case SeedAction.FillDrive a -> {
                LooseDisk disk = loose(real(a.into().value()));
                check(!content.containsKey(disk.vdi()), "a drive is filled once");
                content.put(disk.vdi(), SeedFacts.FILLING);
                sent.add(SeedAction.task(disk.uuid().value(), a.texts().print()));
            }
            case SeedAction.DriveIsWhole a ->
                content.put(new VdiRef(real(a.vdi().value())), a.print());
            case SeedAction.AttachDrive a -> {
                LooseDisk disk = loose(real(a.vdi().value()));
                check(!content.getOrDefault(disk.vdi(), SeedFacts.FILLING).equals(SeedFacts.FILLING), "half a drive");
                AVm vm = vm(a.vm());
                check(vm.power == Power.Halted, "attached before the start");
                check(!vm.facts().usedDevices().contains(a.device()), "DEVICE_ALREADY_EXISTS");
                loose.remove(disk);
                serial++;
                vm.disks.add(new DiskFacts(
                        new VbdRef("OpaqueRef:vbd-" + serial),
                        disk.vdi(),
                        disk.uuid(),
                        AVm.NAS,
                        disk.size(),
                        0,
                        a.device(),
                        false,
                        Optional.empty(),
                        false,
                        disk.of(),
                        1,
                        false));
            }
        }
    }

    private LooseDisk loose(String vdi) {
        return loose.stream()
                .filter(disk -> disk.vdi().value().equals(vdi))
                .findFirst()
                .orElseThrow();
    }

    private HostFacts host(HostRef ref) {
        return hosts.stream().filter(h -> h.ref().equals(ref)).findFirst().orElseThrow();
    }

    /** No host takes the VM now, as NO_HOSTS_AVAILABLE says or an error of the one host it is to start on. */
    static final class NoHost extends RuntimeException {}

    /** What the pool says when the VM is to start on this host; empty where it may. */
    private static String refusal(AVm vm, HostFacts host) {
        return refusalToMove(vm, host, vm.disks.stream().map(DiskFacts::sr).toList());
    }

    private static String refusalToMove(AVm vm, HostFacts host, Collection<SrRef> storage) {
        if (!host.live()) {
            return "HOST_NOT_LIVE";
        } else if (!host.enabled()) {
            return "HOST_DISABLED";
        } else if (!host.storage().containsAll(storage)) {
            return "VM_REQUIRES_SR";
        } else if (!host.networks()
                .containsAll(vm.nics.stream().map(NicFacts::network).toList())) {
            return "VM_REQUIRES_NETWORK";
        }
        return host.memoryFree() < vm.memory.dynamicMax() ? "HOST_NOT_ENOUGH_FREE_MEMORY" : "";
    }

    /** Another reference and uuid, and untracked; the VBD stays. */
    private void move(AVm vm, VdiRef vdi, SrRef sr) {
        check(!upgrading, "NOT_SUPPORTED_DURING_UPGRADE");
        check(!tracked.contains(vdi), "VDI_CBT_ENABLED");
        vm.host.ifPresent(h -> check(host(h).storage().contains(sr), "SR_NOT_ATTACHED"));
        serial++;
        int number = serial;
        vm.disks.replaceAll(d -> d.vdi().equals(vdi)
                ? new DiskFacts(
                        d.vbd(),
                        new VdiRef("OpaqueRef:moved-" + number),
                        new VdiUuid("moved-" + number),
                        sr,
                        d.size(),
                        d.used(),
                        d.device(),
                        d.attached(),
                        d.entry(),
                        d.marked(),
                        movesLoseMarks ? Optional.empty() : d.of(),
                        d.chain(),
                        d.growsLive())
                : d);
    }

    private void migrate(PowerAction.MigrateWithDisks a) {
        AVm vm = vm(a.vm());
        check(vm.disks.stream().allMatch(d -> a.disks().containsKey(d.vdi())), "VDI_NOT_IN_MAP");
        String refusal = refusalToMove(vm, host(a.host()), a.disks().values());
        check(refusal.isEmpty() || (vm.power == Power.Halted && refusal.endsWith("MEMORY")), refusal);
        vm.host = vm.host.map(_ -> a.host());
        for (DiskFacts disk : List.copyOf(vm.disks)) {
            SrRef to = a.disks().get(disk.vdi());
            if (!disk.sr().equals(to)) {
                move(vm, disk.vdi(), to);
            }
        }
    }

    private void markVbd(DiskAction.MarkVbd a) {
        for (AVm vm : vms) {
            Optional<String> entry = Keys.diskEntry(Map.of(Keys.DISK, a.mark()), vm.uuid);
            vm.disks.replaceAll(d -> {
                if (!d.vbd().equals(a.vbd())) {
                    return d;
                }
                check(a.replaces() || !d.marked(), "MAP_DUPLICATE_KEY");
                return new DiskFacts(
                        d.vbd(),
                        d.vdi(),
                        d.uuid(),
                        d.sr(),
                        d.size(),
                        d.used(),
                        d.device(),
                        d.attached(),
                        entry,
                        true,
                        d.of(),
                        d.chain(),
                        d.growsLive());
            });
        }
    }

    private String real(String ref) {
        return made.getOrDefault(ref, ref);
    }

    private static DiskFacts with(
            DiskFacts d, long size, boolean attached, Optional<String> entry, Optional<Keys.DiskOf> of) {
        return new DiskFacts(
                d.vbd(),
                d.vdi(),
                d.uuid(),
                d.sr(),
                size,
                d.used(),
                d.device(),
                attached,
                entry,
                d.marked(),
                of,
                d.chain(),
                d.growsLive());
    }

    private void change(String ref, java.util.function.UnaryOperator<DiskFacts> how) {
        for (AVm vm : vms) {
            vm.disks.replaceAll(
                    d -> d.vbd().value().equals(ref) || d.vdi().value().equals(ref) ? how.apply(d) : d);
        }
    }

    private void nics(NicAction action) {
        switch (action) {
            case NicAction.CreateNic a -> {
                serial++;
                String vif = "OpaqueRef:vif-" + serial;
                made.put(Symbols.vif(a.entry()).value(), vif);
                AVm vm = vm(a.vm());
                check(vm.nics.stream().noneMatch(n -> n.device() == a.device()), "DEVICE_ALREADY_EXISTS");
                vm.nics.add(new NicFacts(
                        new VifRef(vif),
                        a.device(),
                        a.network(),
                        a.mac().isEmpty() ? "06:00:00:00:00:%02x".formatted(serial) : a.mac(),
                        false,
                        a.limits(),
                        Keys.nicEntry(Map.of(Keys.NIC, a.mark()), vm.uuid),
                        true));
            }
            case NicAction.MarkNic a ->
                nic(a.vif(), (vm, n) -> {
                    check(a.replaces() || !n.marked(), "MAP_DUPLICATE_KEY");
                    return new NicFacts(
                            n.vif(),
                            n.device(),
                            n.network(),
                            n.mac(),
                            n.attached(),
                            n.limits(),
                            Keys.nicEntry(Map.of(Keys.NIC, a.mark()), vm.uuid),
                            true);
                });
            case NicAction.UnmarkNic _ -> throw new AssertionError("only what is let go loses its marks");
            case NicAction.PlugNic a -> nic(new VifRef(real(a.vif().value())), (_, n) -> n.attached(true));
            case NicAction.UnplugNic a -> nic(a.vif(), (_, n) -> n.attached(false));
            case NicAction.MoveNic a ->
                nic(
                        a.vif(),
                        (_, n) -> new NicFacts(
                                n.vif(),
                                n.device(),
                                a.network(),
                                n.mac(),
                                n.attached(),
                                n.limits(),
                                n.entry(),
                                n.marked()));
            case NicAction.SetRate a ->
                nic(a.vif(), (_, n) -> n.limits(n.limits().rate(a.rateKBps())));
            case NicAction.AllowIpv4 a ->
                nic(
                        a.vif(),
                        (_, n) -> n.limits(allowing(n, a.addresses(), n.limits().ipv6())));
            case NicAction.AllowIpv6 a ->
                nic(a.vif(), (_, n) -> n.limits(allowing(n, n.limits().ipv4(), a.addresses())));
            case NicAction.Lock a ->
                nic(
                        a.vif(),
                        (_, n) -> n.limits(new NicLimits(
                                n.limits().rateKBps(),
                                a.locked(),
                                n.limits().ipv4(),
                                n.limits().ipv6())));
            case NicAction.RemoveNic a ->
                vms.forEach(vm -> vm.nics.removeIf(n -> {
                    check(!n.vif().equals(a.vif()) || !n.attached(), "OPERATION_NOT_ALLOWED");
                    return n.vif().equals(a.vif());
                }));
        }
    }

    private static NicLimits allowing(NicFacts n, Set<String> ipv4, Set<String> ipv6) {
        return new NicLimits(n.limits().rateKBps(), n.limits().locked(), ipv4, ipv6);
    }

    private void nic(VifRef ref, java.util.function.BiFunction<AVm, NicFacts, NicFacts> how) {
        for (AVm vm : vms) {
            vm.nics.replaceAll(n -> n.vif().equals(ref) ? how.apply(vm, n) : n);
        }
    }

    private void power(PowerAction action) {
        switch (action) {
            case PowerAction.Start a -> start(vm(a.vm()), a.on(), a.paused() ? Power.Paused : Power.Running);
            case PowerAction.CleanShutdown a -> {
                check(vm(a.vm()).power == Power.Running, "clean_shutdown");
                stop(vm(a.vm()), Power.Halted);
            }
            case PowerAction.Suspend a -> stop(vm(a.vm()), Power.Suspended);
            case PowerAction.Resume a -> start(vm(a.vm()), a.on(), Power.Running);
            case PowerAction.Pause a -> vm(a.vm()).power = Power.Paused;
            case PowerAction.Unpause a -> vm(a.vm()).power = Power.Running;
            case PowerAction.Migrate a -> {
                String refusal = refusal(vm(a.vm()), host(a.host()));
                check(refusal.isEmpty(), refusal);
                vm(a.vm()).host = Optional.of(a.host());
            }
            case PowerAction.MigrateWithDisks a -> migrate(a);
        }
    }

    private void start(AVm vm, Optional<HostRef> on, Power state) {
        check(!vm.template, "VM_IS_TEMPLATE");
        boolean resumed = vm.power == Power.Suspended;
        check(resumed || !vm.blocked.containsKey(VmOperation.START), "OPERATION_BLOCKED");
        Optional<HostRef> able = hosts.stream()
                .filter(h -> refusal(vm, h).isEmpty())
                .map(HostFacts::ref)
                .min(java.util.Comparator.comparing(h -> vm.affinity.equals(Optional.of(h)) ? 0 : 1));
        if (on.map(h -> !refusal(vm, host(h)).isEmpty()).orElse(able.isEmpty())) {
            throw new NoHost();
        }
        vm.power = state;
        vm.host = on.or(() -> able);
        vm.vcpusLive = Optional.of(resumed ? vm.vcpusFrozen : vm.vcpusAtStartup);
        vm.drivers = guestsHaveTools;
        vm.agent = guestsHaveTools;
        vm.hotplug = guestsHaveTools;
        agentSince = Optional.empty();
        if (resumed) {
            return; // what was put on while it was suspended is not plugged in
        }
        serial++;
        vm.started = Optional.of(NOW.plusSeconds(serial));
        vm.disks.replaceAll(d -> d.attached(true));
        vm.nics.replaceAll(n -> n.attached(true));
        vm.drives.replaceAll(d -> d.attached(true));
    }

    private static void stop(AVm vm, Power state) {
        vm.vcpusLive.ifPresent(live -> vm.vcpusFrozen = live);
        vm.halted();
        vm.power = state;
        if (state == Power.Halted) {
            vm.disks.replaceAll(d -> d.attached(false));
            vm.nics.replaceAll(n -> n.attached(false));
            vm.drives.replaceAll(d -> d.attached(false));
        }
    }

    private void destroying(DestroyAction action) {
        switch (action) {
            case DestroyAction.HardShutdown a -> stop(vm(a.vm()), Power.Halted);
            case DestroyAction.DestroyVm a -> {
                AVm vm = vm(a.vm());
                check(vm.power == Power.Halted || vm.power == Power.Suspended, "VM.destroy");
                check(!vm.blocked.containsKey(VmOperation.DESTROY), "OPERATION_BLOCKED");
                vm.disks.forEach(d -> loose.add(new LooseDisk(d.vdi(), d.uuid(), d.size(), d.of(), false)));
                vms.remove(vm);
            }
            case DestroyAction.DestroySnapshot a ->
                vms.forEach(vm -> vm.snapshots.removeIf(s -> s.ref().equals(a.snapshot())));
            case DestroyAction.DestroySnapshotDisk a ->
                vms.forEach(vm -> vm.snapshots.replaceAll(s -> without(s, a.vdi())));
            case DestroyAction.DestroyVtpm a -> {
                check(vm(a.of()).power == Power.Halted, "VTPM.destroy");
                vm(a.of()).vtpms.remove(a.vtpm());
            }
            case DestroyAction.DestroyDisk a -> loose.removeIf(d -> d.vdi().equals(a.vdi()));
        }
    }

    private static SnapshotFacts without(SnapshotFacts s, VdiRef disk) {
        List<VdiRef> left = s.disks().stream().filter(d -> !d.equals(disk)).toList();
        return new SnapshotFacts(s.ref(), s.uuid(), s.name(), left, s.asleep(), s.declared());
    }

    private static void check(boolean holds, String error) {
        if (!holds) {
            throw new AssertionError("the pool would refuse: " + error);
        }
    }
}
