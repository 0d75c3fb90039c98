package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Claims claims = Claims.none();
    private final Map<String, String> made = new HashMap<>();
    private int serial;

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
        var seen = new Sightings(new ObjectKey("infra", "home"), sightings, known, token, NOTHING, NOW);
        return new Observed.Seen(Identity.judge(want, seen), around(), List.of(), false, Map.of());
    }

    Surroundings around() {
        return new Surroundings(
                new ObjectKey("infra", "home"),
                List.of(AVm.XCP1, AVm.XCP2),
                Map.of(AVm.LAN.value(), "lan", AVm.IOT.value(), "iot", AVm.NAS.value(), "nas", AVm.SSD.value(), "ssd"),
                loose,
                once,
                NOTHING,
                claims,
                true);
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

    private AVm vm(VmRef ref) {
        return vms.stream().filter(v -> v.ref.equals(ref)).findFirst().orElseThrow();
    }

    private void apply(Action action) {
        switch (action) {
            case MakingAction a -> making(a);
            case SettingAction a -> setting(a);
            case DiskAction a -> disks(a);
            case NicAction a -> nics(a);
            case PowerAction a -> power(a);
            case DestroyAction a -> destroying(a);
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
            case SettingAction.SetPlatform a -> vm(a.vm()).cores = Optional.of(Long.parseLong(a.value()));
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
                        "02:00:00:00:00:01",
                        false,
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
                                n.vif(), n.device(), a.network(), n.mac(), n.attached(), n.entry(), n.marked()));
            case NicAction.RemoveNic a ->
                vms.forEach(vm -> vm.nics.removeIf(n -> {
                    check(!n.vif().equals(a.vif()) || !n.attached(), "OPERATION_NOT_ALLOWED");
                    return n.vif().equals(a.vif());
                }));
        }
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
            case PowerAction.Migrate a -> vm(a.vm()).host = Optional.of(a.host());
        }
    }

    private void start(AVm vm, Optional<HostRef> on, Power state) {
        check(!vm.template, "VM_IS_TEMPLATE");
        boolean resumed = vm.power == Power.Suspended;
        check(resumed || !vm.blocked.containsKey(VmOperation.START), "OPERATION_BLOCKED");
        vm.power = state;
        vm.host = Optional.of(on.or(() -> vm.affinity).orElse(AVm.XCP1.ref()));
        vm.vcpusLive = Optional.of(resumed ? vm.vcpusFrozen : vm.vcpusAtStartup);
        vm.drivers = guestsHaveTools;
        vm.agent = guestsHaveTools;
        vm.hotplug = guestsHaveTools;
        if (resumed) {
            return; // what was put on while it was suspended is not plugged in
        }
        vm.disks.replaceAll(d -> d.attached(true));
        vm.nics.replaceAll(n -> n.attached(true));
    }

    private static void stop(AVm vm, Power state) {
        vm.vcpusLive.ifPresent(live -> vm.vcpusFrozen = live);
        vm.halted();
        vm.power = state;
        if (state == Power.Halted) {
            vm.disks.replaceAll(d -> d.attached(false));
            vm.nics.replaceAll(n -> n.attached(false));
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
            case DestroyAction.DestroyDisk a -> loose.removeIf(d -> d.vdi().equals(a.vdi()));
        }
    }

    private static SnapshotFacts without(SnapshotFacts s, VdiRef disk) {
        List<VdiRef> left = s.disks().stream().filter(d -> !d.equals(disk)).toList();
        return new SnapshotFacts(s.ref(), s.uuid(), s.name(), left, s.asleep());
    }

    private static void check(boolean holds, String error) {
        if (!holds) {
            throw new AssertionError("the pool would refuse: " + error);
        }
    }
}
