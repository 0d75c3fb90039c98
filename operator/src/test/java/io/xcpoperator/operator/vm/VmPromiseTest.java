package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import io.xcpoperator.xapi.types.VtpmRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plan prints for a VM is what is sent. */
class VmPromiseTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "web"), "uid-1");
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final VtpmRef VTPM = new VtpmRef("OpaqueRef:vtpm");
    private static final HostRef HOST = new HostRef("OpaqueRef:host");
    private static final SrRef SR = new SrRef("OpaqueRef:sr");
    private static final NetworkRef NETWORK = new NetworkRef("OpaqueRef:network");
    private static final TaskRef TASK = new TaskRef("OpaqueRef:task");

    private final ValuePool pool = new ValuePool();
    private final VmRef vm = vm("web");
    private final VmRef bare = vm("bare");
    private final VdiRef root = vdi("root", false);
    private final VbdRef vbd = vbd(vm, root);
    private final VifRef vif = new VifRef(pool.add("VIF", "VM", vm.value()));
    private final VdiRef loose = vdi("data", false);
    private final VmRef snapshot =
            new VmRef(pool.add("VM", "name_label", "then", "is_a_snapshot", true, "snapshot_of", vm.value()));
    private final VdiRef frozen = vdi("root", true);
    private final VbdRef frozenVbd = vbd(snapshot, frozen);

    private VmRef vm(String name) {
        VmRef ref = new VmRef(pool.add("VM", "name_label", name, "VTPMs", List.of(VTPM.value())));
        String uuid = pool.get(ref).get("uuid").toString();
        pool.get(ref).put("other_config", Map.of(OwnerMark.KEY, ME.markFor(uuid).toString()));
        return ref;
    }

    private String mark(String entry) {
        return Keys.DiskOf.of(ME, pool.get(vm).get("uuid").toString(), entry).text();
    }

    private VdiRef vdi(String entry, boolean snapshot) {
        return new VdiRef(pool.add(
                "VDI",
                "name_label",
                entry,
                "managed",
                true,
                "is_a_snapshot",
                snapshot,
                "other_config",
                Map.of(Keys.DISK_OF, mark(entry))));
    }

    private VbdRef vbd(VmRef of, VdiRef disk) {
        return new VbdRef(pool.add("VBD", "VM", of.value(), "VDI", disk.value(), "type", "Disk", "mode", "RW"));
    }

    private List<Action> making() {
        return List.of(
                new MakingAction.Clone(vm, Optional.empty(), "token"),
                new MakingAction.Clone(vm, Optional.of(SR), "token"),
                new MakingAction.Mark(vm, "mark", false),
                new MakingAction.Mark(vm, "mark", true),
                new MakingAction.FinishMaking(vm),
                new MakingAction.Unmark(vm));
    }

    private List<Action> settings() {
        List<Action> rows = new ArrayList<>(List.of(
                new SettingAction.SetName(vm, "web"),
                new SettingAction.SetDescription(vm, "of the shop"),
                new SettingAction.AddTag(vm, "shop"),
                new SettingAction.RemoveTag(vm, "shop"),
                new SettingAction.RemoveKey(vm, "key"),
                new SettingAction.SetVcpusMax(vm, 4),
                new SettingAction.SetVcpusAtStartup(vm, 2),
                new SettingAction.SetVcpusLive(vm, 3),
                new SettingAction.SetMemory(vm, new MemoryFacts(1, 4, 2, 3)),
                new SettingAction.Balloon(vm, 1L << 30),
                new SettingAction.SetAffinity(vm, HOST),
                new SettingAction.SetHaPriority(vm, "restart"),
                new SettingAction.SetOrder(vm, 1),
                new SettingAction.SetStartDelay(vm, 30),
                new SettingAction.Block(vm, SettingAction.Blocked.Destroy, "protected"),
                new SettingAction.Unblock(vm, SettingAction.Blocked.Start)));
        for (boolean replaces : BOTH) {
            rows.add(new SettingAction.SetKey(vm, "key", "value", replaces));
            rows.add(new SettingAction.SetPlatform(vm, "nx", "true", replaces));
            BOTH.forEach(live -> rows.add(new SettingAction.SetVcpuParam(vm, "weight", "512", replaces, live)));
        }
        return rows;
    }

    private List<Action> machine() {
        return List.of(
                new MachineAction.SetBootParam(vm, "order", "cd", false),
                new MachineAction.SetBootParam(vm, "order", "cd", true),
                new MachineAction.RemovePlatform(vm, "secureboot"),
                new MachineAction.SetVendorDevice(vm, true),
                new MachineAction.AddVtpm(vm),
                new MachineAction.AddDrive(vm, 3),
                new MachineAction.Insert(vbd, loose),
                new MachineAction.Eject(vbd));
    }

    private List<Action> disks() {
        return List.of(
                new DiskAction.CreateDisk("data", SR, 1L << 30, "web data", mark("data")),
                new DiskAction.FillDisk("data", mark("data"), loose, SR, root),
                new DiskAction.AttachDisk(vm, "data", "mark", loose, 1),
                new DiskAction.MarkVbd(vbd, "mark", false),
                new DiskAction.MarkVbd(vbd, "mark", true),
                new DiskAction.UnmarkVbd(vbd),
                new DiskAction.MarkVdi(root, "mark", false),
                new DiskAction.MarkVdi(root, "mark", true),
                new DiskAction.GrowDisk(root, 2L << 30),
                new DiskAction.GrowDiskLive(root, 2L << 30),
                new DiskAction.PlugDisk(vbd),
                new DiskAction.UnplugDisk(vbd),
                new DiskAction.MoveDisk(vm, vbd, root, SR),
                new DiskAction.DisableTracking(root),
                new DiskAction.EnableTracking(root),
                new DiskAction.DetachDisk(vbd));
    }

    private List<Action> nics() {
        var limits = new NicLimits(1000, true, Set.of("192.0.2.7"), Set.of());
        return List.of(
                new NicAction.CreateNic(vm, "lan", "mark", 0, NETWORK, "02:00:5e:00:53:01", limits),
                new NicAction.MarkNic(vif, "mark", false),
                new NicAction.MarkNic(vif, "mark", true),
                new NicAction.UnmarkNic(vif),
                new NicAction.PlugNic(vif),
                new NicAction.UnplugNic(vif),
                new NicAction.MoveNic(vif, NETWORK),
                new NicAction.SetRate(vif, 1000),
                new NicAction.SetRate(vif, 0),
                new NicAction.AllowIpv4(vif, Set.of("192.0.2.7")),
                new NicAction.AllowIpv6(vif, Set.of("2001:db8::7")),
                new NicAction.Lock(vif, true),
                new NicAction.RemoveNic(vif));
    }

    private List<Action> power() {
        return List.of(
                new PowerAction.Start(vm, Optional.empty(), false),
                new PowerAction.Start(vm, Optional.of(HOST), true),
                new PowerAction.CleanShutdown(vm, true),
                new PowerAction.Suspend(vm),
                new PowerAction.Resume(vm, Optional.empty()),
                new PowerAction.Resume(vm, Optional.of(HOST)),
                new PowerAction.Pause(vm),
                new PowerAction.Unpause(vm),
                new PowerAction.Migrate(vm, HOST, Optional.of(NETWORK)),
                new PowerAction.MigrateWithDisks(vm, HOST, NETWORK, Map.of(root, SR)));
    }

    private List<Action> destroying() {
        return List.of(
                new DestroyAction.HardShutdown(vm),
                new DestroyAction.DestroyVm(bare),
                new DestroyAction.DestroySnapshot(snapshot, vm, List.of()),
                new DestroyAction.DestroySnapshot(snapshot, vm, List.of(frozen)),
                new DestroyAction.DestroySnapshotDisk(frozen, snapshot, vm),
                new DestroyAction.DestroyDisk(loose, "data"),
                new DestroyAction.DestroyVtpm(VTPM, vm));
    }

    private List<Action> others() {
        var texts = new Seed.Texts(Optional.of(new Seed.Text("#cloud-config\n", "uid-7")), Optional.empty());
        VmUuid uuid = new VmUuid(pool.get(vm).get("uuid").toString());
        return List.of(
                new TaskAction.Settle(TASK),
                new TaskAction.Cancel(TASK),
                new TaskAction.GiveUp(TASK),
                new SeedAction.FillDrive(loose, mark("data"), texts, uuid, "web"),
                new SeedAction.DriveIsWhole(loose, uuid, "print"),
                new SeedAction.AttachDrive(vm, loose, 2));
    }

    private List<String> sent(Action action) {
        RecordedCalls now = pool.answering();
        var handler = new ActionHandler(new Attempts(), new SafetyHandler(null, () -> Instant.EPOCH));
        handler.handle(action, new Round(new PoolNow(pool.view(), now), now.calls(), ME, 1, new Bindings()));
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        List<Action> rows = Stream.of(making(), settings(), machine(), disks(), nics(), power(), destroying(), others())
                .flatMap(List::stream)
                .toList();
        Promised.isKept(
                Action.class,
                rows,
                Set.of(SafetyAction.Take.class, SafetyAction.Drop.class),
                Action::calls,
                this::sent);
    }
}
