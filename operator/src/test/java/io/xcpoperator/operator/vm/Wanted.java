package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.schedule.TimeWindow;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VmUuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A wanted VM for tests: made from the template of {@link AVm}, running, and nothing else managed. */
final class Wanted {
    Origin origin = new Origin.Template(new Resolved.Found<>(AVm.template().facts()), Optional.empty());
    Optional<String> name = Optional.of("web");
    Optional<String> description = Optional.empty();
    Optional<Set<String>> tags = Optional.empty();
    DesiredVm.Cpu cpu = DesiredVm.Cpu.unmanaged();
    DesiredVm.Memory memory = DesiredVm.Memory.unmanaged();
    DesiredVm.Machine machine = DesiredVm.Machine.unmanaged();
    Optional<List<DesiredVm.Disk>> disks = Optional.empty();
    Optional<List<DesiredVm.Nic>> nics = Optional.empty();
    Optional<Seed> seed = Optional.empty();
    Optional<Power> power = Optional.of(Power.Running);
    ShutdownMode stop = ShutdownMode.Clean;
    RestartWhen restart = RestartWhen.Never;
    Optional<TimeWindow> window = Optional.empty();
    Optional<Resolved<DesiredVm.Place>> place = Optional.empty();
    DesiredVm.Ha ha = DesiredVm.Ha.unmanaged();
    Optional<Boolean> autoPowerOn = Optional.empty();
    Optional<Boolean> protection = Optional.empty();
    Optional<Duration> agentWithin = Optional.empty();
    boolean destroyWithResource = true;
    boolean recreateMissing;
    Optional<Hindrance> unmakeable = Optional.empty();
    Set<String> takenOver = Set.of();
    Optional<DesiredVm.Safety> safety = Optional.empty();

    static Wanted running() {
        return new Wanted();
    }

    static Wanted adopting(String uuid) {
        Wanted wanted = new Wanted();
        wanted.origin = new Origin.Existing(new VmUuid(uuid));
        wanted.name = Optional.empty();
        wanted.power = Optional.empty();
        wanted.destroyWithResource = false;
        return wanted;
    }

    Wanted cpus(long count) {
        cpu = new DesiredVm.Cpu(
                Optional.of(count), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return this;
    }

    Wanted cpus(long count, long max) {
        cpu = new DesiredVm.Cpu(
                Optional.of(count), Optional.of(max), Optional.empty(), Optional.empty(), Optional.empty());
        return this;
    }

    Wanted memory(long gib) {
        memory = new DesiredVm.Memory(Optional.of(gib * Bytes.GIB), Optional.empty());
        return this;
    }

    Wanted memory(long gib, long maxGib) {
        memory = new DesiredVm.Memory(Optional.of(gib * Bytes.GIB), Optional.of(maxGib * Bytes.GIB));
        return this;
    }

    Wanted disk(String entry, long gib) {
        return disk(new DesiredVm.Disk(
                entry,
                Optional.empty(),
                Optional.of(gib * Bytes.GIB),
                new Resolved.Found<>(AVm.NAS),
                false,
                Optional.empty()));
    }

    Wanted diskOn(String entry, SrRef sr) {
        return disk(new DesiredVm.Disk(
                entry, Optional.empty(), Optional.empty(), new Resolved.Found<>(sr), true, Optional.empty()));
    }

    Wanted existingDisk(String entry, String uuid) {
        return disk(new DesiredVm.Disk(
                entry,
                Optional.empty(),
                Optional.empty(),
                new Resolved.Found<>(AVm.NAS),
                false,
                Optional.of(new VdiUuid(uuid))));
    }

    Wanted disk(DesiredVm.Disk disk) {
        List<DesiredVm.Disk> all = new ArrayList<>(disks.orElse(List.of()));
        all.add(disk);
        disks = Optional.of(all);
        return this;
    }

    Wanted noDisks() {
        disks = Optional.of(List.of());
        return this;
    }

    Wanted nic(String entry, NetworkRef network) {
        return nic(entry, new Resolved.Found<>(network));
    }

    Wanted nic(String entry, Resolved<NetworkRef> network) {
        List<DesiredVm.Nic> all = new ArrayList<>(nics.orElse(List.of()));
        all.add(new DesiredVm.Nic(
                entry, Optional.empty(), network, Optional.empty(), Optional.empty(), Optional.empty()));
        nics = Optional.of(all);
        return this;
    }

    Wanted nic(DesiredVm.Nic nic) {
        List<DesiredVm.Nic> all = new ArrayList<>(nics.orElse(List.of()));
        all.add(nic);
        nics = Optional.of(all);
        return this;
    }

    Wanted cloudInit(String userData) {
        return cloudInit(userData, false);
    }

    Wanted cloudInit(String userData, boolean keep) {
        var texts = new Seed.Texts(Optional.of(new Seed.Text(userData, "secret-uid")), Optional.empty());
        seed = Optional.of(new Seed(new Resolved.Found<>(texts), keep));
        return this;
    }

    Wanted tags(String... wanted) {
        tags = Optional.of(Set.of(wanted));
        return this;
    }

    Wanted power(Power wanted) {
        power = Optional.of(wanted);
        return this;
    }

    Wanted on(HostFacts host, boolean strict) {
        place = Optional.of(
                new Resolved.Found<>(new DesiredVm.Place(host.ref(), host.uuid().value(), host.name(), strict)));
        return this;
    }

    Wanted stop(ShutdownMode mode) {
        stop = mode;
        return this;
    }

    Wanted restart(RestartWhen when) {
        restart = when;
        return this;
    }

    DesiredVm vm() {
        return new DesiredVm(
                AVm.ME,
                origin,
                name,
                description,
                tags,
                cpu,
                memory,
                machine,
                disks,
                nics,
                seed,
                power,
                new DesiredVm.Stop(stop, Duration.ofMinutes(20)),
                restart,
                window,
                place,
                ha,
                autoPowerOn,
                protection,
                agentWithin,
                destroyWithResource,
                recreateMissing,
                unmakeable,
                takenOver,
                safety);
    }
}
