package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.Durations;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.vm.Disk;
import io.xcpoperator.api.v1alpha1.vm.GuestAgent;
import io.xcpoperator.api.v1alpha1.vm.ImageSource;
import io.xcpoperator.api.v1alpha1.vm.Placement;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.RestartPolicy;
import io.xcpoperator.api.v1alpha1.vm.RestartPriority;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.RiskyAct;
import io.xcpoperator.api.v1alpha1.vm.Shutdown;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VmSource;
import io.xcpoperator.api.v1alpha1.vm.WhenMissing;
import io.xcpoperator.operator.platform.gate.Retention;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.schedule.TimeWindow;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VmUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a spec, in which anything may be absent or odd, into a null-free {@link DesiredVm}, or says what cannot be read.
 * Pure but for the look-ups of {@link References}.
 */
final class SpecReader {
    private static final int SAFETY_KEPT = 2;

    private final Owner me;
    private final References references;
    private final Set<String> takenOver;
    private final Map<String, DesiredVm.SeenNic> nics;
    private final Instant now;
    private final List<Hindrance> problems = new ArrayList<>();

    private SpecReader(
            Owner me, References references, Set<String> takenOver, Map<String, DesiredVm.SeenNic> nics, Instant now) {
        this.me = me;
        this.references = references;
        this.takenOver = takenOver;
        this.nics = nics;
        this.now = now;
    }

    /** @param problems not empty: the VM in {@code want} must not be acted on */
    record Reading(Optional<DesiredVm> want, List<Hindrance> problems) {
        Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param takenOver uuids of VMs that a person told us to go on with, now or once
     * @param nics network interfaces as status last listed them, by entry
     */
    static Reading read(
            Owner me,
            VirtualMachineSpec spec,
            References references,
            Set<String> takenOver,
            Map<String, DesiredVm.SeenNic> nics,
            Instant now) {
        var reader = new SpecReader(me, references, takenOver, nics, now);
        Optional<DesiredVm> want = reader.origin(spec).map(origin -> reader.vm(spec, origin));
        return new Reading(want, reader.problems);
    }

    private DesiredVm vm(VirtualMachineSpec spec, Origin origin) {
        boolean adopted = origin instanceof Origin.Existing;
        Optional<String> name = Optional.ofNullable(spec.nameLabel());
        Optional<Power> power = power(spec.powerState());
        Optional<Resolved<DesiredVm.Place>> place = place(spec.placement());
        Optional<HostRef> only =
                place.flatMap(Resolved::found).filter(DesiredVm.Place::strict).map(DesiredVm.Place::host);
        return new DesiredVm(
                me,
                origin,
                adopted ? name : name.or(() -> Optional.of(me.key().name())),
                Optional.ofNullable(spec.description()),
                Optional.ofNullable(spec.tags()).map(TreeSet::new),
                cpu(spec),
                memory(spec),
                new MachineReader(references, problems).read(spec),
                Optional.ofNullable(spec.disks())
                        .map(disks -> disks.stream()
                                .map(d -> disk(d, only, image(spec, d)))
                                .toList()),
                Optional.ofNullable(spec.networkInterfaces())
                        .map(listed -> listed.stream()
                                .map(nic ->
                                        NicReader.read(nic, Optional.ofNullable(nics.get(nic.name())), references, me))
                                .toList()),
                SeedReader.read(spec.cloudInit(), references, me.uid()),
                adopted ? power : power.or(() -> Optional.of(Power.Running)),
                stop(spec.shutdown()),
                restartWhen(spec.restartPolicy()),
                window(spec.restartPolicy()),
                place,
                ha(spec),
                Optional.ofNullable(spec.autoPowerOn()),
                Optional.ofNullable(spec.deletionProtection()),
                agent(spec.guestAgent()),
                Retention.destroys(spec.deletionPolicy(), adopted),
                spec.whenMissing() == WhenMissing.Recreate,
                NotActedOn.atMaking(spec),
                takenOver,
                safety(spec));
    }

    private Optional<Origin> origin(VirtualMachineSpec spec) {
        VmSource source = spec.source();
        if (source.existing() != null) {
            return Optional.of(new Origin.Existing(new VmUuid(source.existing().uuid())));
        } else if (source.template() != null) {
            return Optional.of(new Origin.Template(references.template(source.template()), copyTo(spec)));
        } else if (source.empty() != null) {
            NameOrUuid platform = source.empty().platformTemplate();
            return Optional.of(new Origin.Template(
                    references.platformTemplate(platform == null ? otherInstallMedia() : platform), Optional.empty()));
        }
        if (source.image() != null) {
            return image(spec, source.image());
        }
        if (source.snapshot() != null) {
            Optional<Resolved<SrRef>> copyTo = copyTo(spec);
            String name = source.snapshot().virtualMachineSnapshotRef().name();
            return Optional.of(new Origin.Template(
                    references.snapshot(name, copyTo.flatMap(Resolved::found)), copyTo, "snapshot"));
        }
        problems.add(
                Hindrance.stalls(
                        Reason.NotSupportedYet,
                        "source.backup is not supported by this version: use source.image, source.template, source.empty, source.snapshot or source.existing"));
        return Optional.empty();
    }

    /** The flags are a template's that has no disk; the disk is a copy, which the entry of disk 0 says where to put. */
    private Optional<Origin> image(VirtualMachineSpec spec, ImageSource source) {
        if (root(spec).filter(disk -> disk.existing() == null).isEmpty()) {
            problems.add(Hindrance.stalls(
                    Reason.InvalidSpec,
                    "source.image needs an entry for the disk that is the copy: add disks: [{name: root}]"));
            return Optional.empty();
        }
        NameOrUuid platform = source.platformTemplate();
        return Optional.of(new Origin.Template(
                references.platformTemplate(platform == null ? otherInstallMedia() : platform), Optional.empty()));
    }

    private static NameOrUuid otherInstallMedia() {
        return new NameOrUuid("Other install media", null);
    }

    /** The entry that is the template's disk 0 says where the copy goes; without one it stays beside the template. */
    private Optional<Resolved<SrRef>> copyTo(VirtualMachineSpec spec) {
        return root(spec)
                .filter(d -> d.existing() == null)
                .flatMap(d -> Optional.ofNullable(d.storageRepositoryRef()))
                .map(references::storage);
    }

    /** The entry of disk 0. */
    private static Optional<Disk> root(VirtualMachineSpec spec) {
        List<Disk> disks = spec.disks() == null ? List.of() : spec.disks();
        return disks.stream()
                .filter(d -> Integer.valueOf(0).equals(d.device()))
                .findFirst()
                .or(() -> disks.stream().findFirst().filter(d -> d.device() == null));
    }

    private DesiredVm.Cpu cpu(VirtualMachineSpec spec) {
        var cpu = spec.cpu();
        return cpu == null
                ? DesiredVm.Cpu.unmanaged()
                : new DesiredVm.Cpu(
                        whole(cpu.count()),
                        whole(cpu.max()),
                        whole(cpu.coresPerSocket()),
                        whole(cpu.weight()),
                        whole(cpu.capPercent()));
    }

    private DesiredVm.Memory memory(VirtualMachineSpec spec) {
        var memory = spec.memory();
        return memory == null
                ? DesiredVm.Memory.unmanaged()
                : new DesiredVm.Memory(bytes("memory.size", memory.size()), bytes("memory.max", memory.max()));
    }

    private Optional<Resolved<ImageFacts>> image(VirtualMachineSpec spec, Disk disk) {
        return Optional.ofNullable(spec.source().image())
                .filter(_ -> root(spec).equals(Optional.of(disk)))
                .map(source -> references.image(source.diskImageRef()));
    }

    private DesiredVm.Disk disk(Disk disk, Optional<HostRef> only, Optional<Resolved<ImageFacts>> image) {
        var ref = disk.storageRepositoryRef();
        return new DesiredVm.Disk(
                disk.name(),
                Optional.ofNullable(disk.device()),
                bytes("disks[" + disk.name() + "].size", disk.size()),
                ref == null ? references.defaultStorage(only) : references.storage(ref),
                ref != null,
                Optional.ofNullable(disk.existing()).map(e -> new VdiUuid(e.vdiUuid())),
                image);
    }

    private Optional<Power> power(@Nullable PowerState state) {
        if (state == null) {
            return Optional.empty();
        }
        return switch (state) {
            case Running -> Optional.of(Power.Running);
            case Halted -> Optional.of(Power.Halted);
            case Suspended -> Optional.of(Power.Suspended);
            case Paused -> Optional.of(Power.Paused);
            case Unknown -> {
                problems.add(
                        Hindrance.stalls(Reason.InvalidSpec, "powerState has a value that this version does not know"));
                yield Optional.empty();
            }
        };
    }

    private DesiredVm.Stop stop(@Nullable Shutdown shutdown) {
        ShutdownMode mode = shutdown == null || shutdown.mode() == null ? ShutdownMode.Clean : shutdown.mode();
        Duration timeout =
                shutdown == null ? Duration.ofMinutes(20) : duration(shutdown.timeout(), Duration.ofMinutes(20));
        return new DesiredVm.Stop(mode == ShutdownMode.Unknown ? ShutdownMode.Clean : mode, timeout);
    }

    private static RestartWhen restartWhen(@Nullable RestartPolicy policy) {
        return policy == null || policy.when() == null ? RestartWhen.Never : policy.when();
    }

    private Optional<TimeWindow> window(@Nullable RestartPolicy policy) {
        if (policy == null || policy.when() != RestartWhen.InWindow || policy.window() == null) {
            return Optional.empty();
        }
        return switch (TimeWindow.read(policy.window(), now)) {
            case TimeWindow.Reading.Usable(TimeWindow window) -> Optional.of(window);
            case TimeWindow.Reading.Unreadable(String message) -> {
                problems.add(Hindrance.stalls(Reason.InvalidSpec, "restartPolicy.window." + message));
                yield Optional.empty();
            }
        };
    }

    private Optional<Duration> agent(@Nullable GuestAgent agent) {
        return Optional.ofNullable(agent)
                .filter(a -> Boolean.TRUE.equals(a.required()))
                .map(a -> duration(a.timeout(), Duration.ofMinutes(10)));
    }

    private Duration duration(@Nullable String text, Duration otherwise) {
        return text == null ? otherwise : Durations.parse(text).orElse(otherwise);
    }

    private Optional<Resolved<DesiredVm.Place>> place(@Nullable Placement placement) {
        return Optional.ofNullable(placement)
                .map(p -> references.host(p.hostRef().name(), Boolean.TRUE.equals(p.strict())));
    }

    private Optional<DesiredVm.Safety> safety(VirtualMachineSpec spec) {
        return Optional.ofNullable(spec.safetySnapshots()).map(safety -> {
            List<RiskyAct> before = safety.before() == null ? List.of() : safety.before();
            if (before.contains(RiskyAct.Unknown)) {
                problems.add(Hindrance.stalls(
                        Reason.InvalidSpec, "safetySnapshots.before has a value that this version does not know"));
            }
            return new DesiredVm.Safety(
                    before.contains(RiskyAct.Restart),
                    before.contains(RiskyAct.Resize),
                    safety.keep() == null ? SAFETY_KEPT : safety.keep());
        });
    }

    private DesiredVm.Ha ha(VirtualMachineSpec spec) {
        var ha = spec.highAvailability();
        return ha == null
                ? DesiredVm.Ha.unmanaged()
                : new DesiredVm.Ha(
                        priority(ha.restartPriority()),
                        whole(ha.order()),
                        Optional.ofNullable(ha.startDelay())
                                .flatMap(Durations::parse)
                                .map(Duration::toSeconds));
    }

    private Optional<String> priority(@Nullable RestartPriority priority) {
        if (priority == null) {
            return Optional.empty();
        }
        return switch (priority) {
            case Restart -> Optional.of("restart");
            case BestEffort -> Optional.of("best-effort");
            case None -> Optional.of("");
            case Unknown -> {
                problems.add(Hindrance.stalls(
                        Reason.InvalidSpec,
                        "highAvailability.restartPriority has a value that this version does not know"));
                yield Optional.empty();
            }
        };
    }

    /** A value of a newer version destroys nothing. */
    static Optional<Long> whole(@Nullable Integer number) {
        return Optional.ofNullable(number).map(Integer::longValue);
    }

    private Optional<Long> bytes(String field, @Nullable Quantity quantity) {
        return bytes(field, quantity, problems);
    }

    /** Empty where the field is absent, or is no size that a pool has: then {@code problems} has why. */
    static Optional<Long> bytes(String field, @Nullable Quantity quantity, List<Hindrance> problems) {
        if (quantity == null) {
            return Optional.empty();
        }
        Optional<Long> bytes = Bytes.of(quantity);
        if (bytes.isEmpty()) {
            problems.add(Hindrance.stalls(Reason.InvalidSpec, field + " " + quantity + " is not a size"));
        } else if (bytes.get() > Oddities.MOST_BYTES) {
            problems.add(Hindrance.stalls(
                    Reason.InvalidSpec,
                    field + " " + quantity + " is more than " + Bytes.text(Oddities.MOST_BYTES)
                            + ", the most there can be"));
        }
        return bytes;
    }
}
