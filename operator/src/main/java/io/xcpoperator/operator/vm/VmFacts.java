package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One VM of the pool as this feature sees it: the VM record joined with its disks, network interfaces and guest.
 *
 * @param template true for a template, and for a VM of ours that is still being made
 * @param usedDevices device numbers taken by disks and CDs
 * @param busyWith operations that run on it now
 * @param snapshots its snapshots
 */
record VmFacts(
        VmRef ref,
        VmUuid uuid,
        String name,
        String description,
        Set<String> tags,
        Power power,
        boolean template,
        Optional<HostRef> host,
        Optional<HostRef> affinity,
        CpuFacts cpu,
        MemoryFacts memory,
        MachineFacts machine,
        HaFacts ha,
        GuestFacts guest,
        Map<String, String> otherConfig,
        Map<VmOperation, String> blocked,
        Set<VmOperation> busyWith,
        List<DiskFacts> disks,
        Set<Integer> usedDevices,
        List<NicFacts> nics,
        List<SnapshotFacts> snapshots) {
    VmFacts {
        tags = Set.copyOf(tags);
        otherConfig = Map.copyOf(otherConfig);
        blocked = Map.copyOf(blocked);
        busyWith = Set.copyOf(busyWith);
        disks = List.copyOf(disks);
        usedDevices = Set.copyOf(usedDevices);
        nics = List.copyOf(nics);
        snapshots = List.copyOf(snapshots);
    }

    /** A clone of ours that is not a VM yet. A template by any other name was made one by a person. */
    boolean making() {
        return template && name.startsWith(Keys.MAKING);
    }

    /** The same VM once it is no template any more. */
    VmFacts made(String finalName) {
        return new VmCopy(this).made(finalName).facts();
    }

    /** What we wrote under a key of ours for this very VM; what was inherited counts as nothing. */
    Optional<String> own(String key) {
        return OwnValues.read(otherConfig, key, uuid.value());
    }

    /** Writes a key of ours, over whatever is there. */
    SettingAction.SetKey writeOwn(String key, String value) {
        return new SettingAction.SetKey(ref, key, OwnValues.text(uuid.value(), value), otherConfig.containsKey(key));
    }

    /** The same VM with this written under a key of ours. */
    VmFacts withOwn(String key, String value) {
        Map<String, String> next = new HashMap<>(otherConfig);
        next.put(key, OwnValues.text(uuid.value(), value));
        return new VmCopy(this).otherConfig(next).facts();
    }

    boolean blockedByUs(VmOperation operation) {
        return blocked.getOrDefault(operation, "").startsWith(Obstacles.OURS);
    }

    /** Whether settings that need a stopped VM can be changed. */
    boolean stopped() {
        return power == Power.Halted;
    }

    boolean running() {
        return power == Power.Running;
    }

    /** The same VM after a power operation; a stopped one has no host and no guest. */
    VmFacts with(Power next) {
        boolean gone = next == Power.Halted || next == Power.Suspended;
        List<DiskFacts> nextDisks = disks.stream()
                .map(d -> d.attached(attached(next, d.attached())))
                .toList();
        List<NicFacts> nextNics =
                nics.stream().map(n -> n.attached(attached(next, n.attached()))).toList();
        return new VmCopy(this)
                .power(next)
                .host(gone ? Optional.empty() : host)
                .guest(gone ? GuestFacts.none() : guest)
                .parts(nextDisks, nextNics)
                .drives(machine.drives().stream()
                        .map(d -> d.attached(attached(next, d.attached())))
                        .toList())
                .facts();
    }

    /** What hangs on a stopped VM is loose; a start attaches everything; else it stays as it is. */
    private boolean attached(Power next, boolean now) {
        return next != Power.Halted && (now || power == Power.Halted);
    }

    /** The same VM after what is changed while it runs: both last beyond the next stop. */
    VmFacts after(List<Step> live) {
        VmCopy next = new VmCopy(this);
        List<DiskFacts> grown = new ArrayList<>(disks);
        Map<String, String> keys = new HashMap<>(otherConfig);
        CpuFacts cpus = cpu;
        for (Step step : live) {
            if (step.action() instanceof SettingAction.SetVcpusLive(var _, long count)) {
                cpus = new CpuFacts(cpus.max(), count, Optional.of(count), cpus.coresPerSocket(), cpus.params());
            } else if (step.action() instanceof SettingAction.SetVcpuParam param) {
                Map<String, String> params = new HashMap<>(cpus.params());
                params.put(param.key(), param.value());
                cpus = new CpuFacts(cpus.max(), cpus.atStartup(), cpus.live(), cpus.coresPerSocket(), params);
            } else if (step.action() instanceof SettingAction.Balloon(var _, long bytes)) {
                next.memory(new MemoryFacts(memory.staticMin(), memory.staticMax(), bytes, bytes));
            } else if (step.action() instanceof SettingAction.SetKey(var _, String key, String value, boolean _)) {
                keys.put(key, value);
            } else if (step.action() instanceof SettingAction.RemoveKey(var _, String key)) {
                keys.remove(key);
            } else if (step.action() instanceof PowerAction.Migrate migrate) {
                next.host(Optional.of(migrate.host()));
            } else if (step.action() instanceof PowerAction.MigrateWithDisks migrate) {
                next.host(host.map(_ -> migrate.host()));
                grown.replaceAll(disk -> disk.on(migrate.disks().getOrDefault(disk.vdi(), disk.sr())));
            } else if (step.action() instanceof DiskAction.MoveDisk move) {
                grown.replaceAll(disk -> disk.vdi().equals(move.vdi()) ? disk.on(move.sr()) : disk);
            } else if (step.action() instanceof DiskAction.GrowDiskLive(VdiRef vdi, long bytes)) {
                grown.replaceAll(disk -> disk.vdi().equals(vdi) ? disk.grown(bytes) : disk);
            }
        }
        return next.cpu(cpus).otherConfig(keys).parts(grown, nics).facts();
    }

    /** The same VM with a guest that has drivers, as one may expect of a guest that starts. */
    VmFacts withTools() {
        return new VmCopy(this)
                .guest(new GuestFacts(true, true, true, Optional.empty(), "", "", Map.of()))
                .facts();
    }

    /** The same VM on another host. */
    VmFacts on(HostRef next) {
        return new VmCopy(this).host(Optional.of(next)).facts();
    }
}
