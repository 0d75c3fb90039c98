package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of a VM's facts in which some are as they will be. The one place that names them all. */
final class VmCopy {
    private final VmFacts of;
    private String name;
    private Power power;
    private boolean template;
    private Optional<HostRef> host;
    private CpuFacts cpu;
    private MemoryFacts memory;
    private MachineFacts machine;
    private GuestFacts guest;
    private Map<String, String> otherConfig;
    private List<DiskFacts> disks;
    private List<NicFacts> nics;
    private List<SnapshotFacts> snapshots;

    VmCopy(VmFacts of) {
        this.of = of;
        this.name = of.name();
        this.power = of.power();
        this.template = of.template();
        this.host = of.host();
        this.cpu = of.cpu();
        this.memory = of.memory();
        this.machine = of.machine();
        this.guest = of.guest();
        this.otherConfig = of.otherConfig();
        this.disks = of.disks();
        this.nics = of.nics();
        this.snapshots = of.snapshots();
    }

    /** Under its final name, no template any more. */
    VmCopy made(String finalName) {
        this.name = finalName;
        this.template = false;
        return this;
    }

    VmCopy power(Power next) {
        this.power = next;
        return this;
    }

    VmCopy host(Optional<HostRef> next) {
        this.host = next;
        return this;
    }

    VmCopy cpu(CpuFacts next) {
        this.cpu = next;
        return this;
    }

    VmCopy memory(MemoryFacts next) {
        this.memory = next;
        return this;
    }

    VmCopy guest(GuestFacts next) {
        this.guest = next;
        return this;
    }

    VmCopy otherConfig(Map<String, String> next) {
        this.otherConfig = next;
        return this;
    }

    VmCopy parts(List<DiskFacts> nextDisks, List<NicFacts> nextNics) {
        this.disks = nextDisks;
        this.nics = nextNics;
        return this;
    }

    VmCopy snapshots(List<SnapshotFacts> next) {
        this.snapshots = next;
        return this;
    }

    VmCopy drives(List<CdFacts> next) {
        this.machine = machine.drives(next);
        return this;
    }

    VmFacts facts() {
        return new VmFacts(
                of.ref(),
                of.uuid(),
                name,
                of.description(),
                of.tags(),
                power,
                template,
                host,
                of.affinity(),
                cpu,
                memory,
                machine,
                of.ha(),
                guest,
                otherConfig,
                of.blocked(),
                of.busyWith(),
                disks,
                of.usedDevices(),
                nics,
                snapshots);
    }
}
