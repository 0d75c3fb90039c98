package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.vm.AgentState;
import io.xcpoperator.api.v1alpha1.vm.CpuStatus;
import io.xcpoperator.api.v1alpha1.vm.DetachedDisk;
import io.xcpoperator.api.v1alpha1.vm.EffectiveVm;
import io.xcpoperator.api.v1alpha1.vm.GuestStatus;
import io.xcpoperator.api.v1alpha1.vm.LastMigration;
import io.xcpoperator.api.v1alpha1.vm.MemoryStatus;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.xapi.types.VbdRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pool has of the VM, in the words of its status. */
final class VmStatusFacts {
    private VmStatusFacts() {}

    static void fill(
            VirtualMachineStatusBuilder next,
            VirtualMachine resource,
            Report report,
            Observed.Seen seen,
            VmFacts vm,
            boolean passing,
            Instant now) {
        String hostBefore = next.host();
        next.powerState(power(vm.power())).host(moving(seen) ? hostBefore : host(vm, seen));
        report.look().want().ifPresent(want -> next.effective(effective(want, vm)));
        next.lastMigration(migration(seen, hostBefore, next.host(), next.lastMigration()));
        if (passing && next.cpu() != null) {
            next.detachedDisks(withLeaving(report, vm, next.detachedDisks(), now));
            if (!vm.running()) {
                next.guest(null);
            }
            return;
        }
        next.cpu(new CpuStatus(shown(vm.cpu().now())))
                .memory(new MemoryStatus(Bytes.quantity(vm.memory().dynamicMax())))
                .guest(guest(vm))
                .networkInterfaces(report.look()
                        .want()
                        .flatMap(want -> NicStatuses.of(want, vm))
                        .orElse(null));
        report.look().want().ifPresent(want -> {
            next.disks(DiskStatuses.of(want, vm, seen.around(), resource.getStatus()));
            next.detachedDisks(withLeaving(report, vm, detached(want, vm, seen, next.detachedDisks(), now), now));
        });
    }

    /** What no status can show ends at its bound. */
    private static int shown(long number) {
        return Math.clamp(number, 0, Integer.MAX_VALUE);
    }

    private static PowerState power(Power power) {
        return switch (power) {
            case Halted -> PowerState.Halted;
            case Running -> PowerState.Running;
            case Paused -> PowerState.Paused;
            case Suspended -> PowerState.Suspended;
            case Unknown -> PowerState.Unknown;
        };
    }

    private static @Nullable String host(VmFacts vm, Observed.Seen seen) {
        return vm.host().flatMap(seen.around()::host).map(HostFacts::name).orElse(null);
    }

    private static EffectiveVm effective(DesiredVm want, VmFacts vm) {
        return new EffectiveVm(
                want.destroyWithResource() ? DeletionPolicy.Delete : DeletionPolicy.Retain,
                vm.name(),
                want.power().map(VmStatusFacts::power).orElse(null),
                shown(vm.cpu().max()),
                Bytes.quantity(vm.memory().staticMax()));
    }

    private static @Nullable GuestStatus guest(VmFacts vm) {
        GuestFacts guest = vm.guest();
        if (!vm.running()) {
            return null;
        }
        List<String> addresses = guest.addresses().stream().limit(32).toList();
        return new GuestStatus(
                guest.agent() ? AgentState.Running : AgentState.NotRunning,
                guest.operatingSystem().isEmpty() ? null : guest.operatingSystem(),
                guest.hostname().isEmpty() ? null : guest.hostname(),
                addresses.isEmpty() ? null : addresses);
    }

    /**
     * A disk that this round detached is listed from this round on: later, beside another one of its entry, it would pass
     * for a copy that a person made (see {@link HandCopies}).
     */
    private static @Nullable List<DetachedDisk> withLeaving(
            Report report, VmFacts vm, @Nullable List<DetachedDisk> before, Instant now) {
        boolean done = report.outcome() instanceof Outcome.Acted || report.outcome() instanceof Outcome.Started;
        Set<VbdRef> leaving = report.gated().now().stream()
                .takeWhile(step -> done && !step.action().isTask())
                .flatMap(step ->
                        step.action() instanceof DiskAction.DetachDisk(VbdRef vbd) ? Stream.of(vbd) : Stream.empty())
                .collect(Collectors.toSet());
        List<DetachedDisk> all = new ArrayList<>(before == null ? List.of() : before);
        vm.disks().stream()
                .filter(disk -> leaving.contains(disk.vbd()) && !disk.isSeed())
                .filter(disk -> all.stream().noneMatch(d -> disk.uuid().value().equals(d.uuid())))
                .forEach(disk -> all.add(new DetachedDisk(
                        disk.uuid().value(),
                        disk.entry().orElse(""),
                        now.truncatedTo(ChronoUnit.SECONDS).toString())));
        return all.isEmpty() ? null : all.stream().limit(64).toList();
    }

    private static @Nullable List<DetachedDisk> detached(
            DesiredVm want, VmFacts vm, Observed.Seen seen, @Nullable List<DetachedDisk> before, Instant now) {
        List<DetachedDisk> known = before == null ? List.of() : before;
        List<DetachedDisk> detached = seen.around().loose().stream()
                .filter(d -> !d.inUse() && !d.isSeed())
                .flatMap(d -> d
                        .of()
                        .filter(of -> of.madeFor(want.me(), vm))
                        .map(of -> known.stream()
                                .filter(k -> k.uuid().equals(d.uuid().value()))
                                .findFirst()
                                .orElseGet(() -> new DetachedDisk(
                                        d.uuid().value(),
                                        of.entry(),
                                        now.truncatedTo(ChronoUnit.SECONDS).toString())))
                        .stream())
                .limit(64)
                .toList();
        return detached.isEmpty() ? null : detached;
    }

    /** The VM is seen on its new host before its move has ended; until then it counts as where it was. */
    private static boolean moving(Observed.Seen seen) {
        return seen.tasks().stream().anyMatch(t -> t.moves() && t.running());
    }

    /** Whether the status has this move already. */
    static boolean tells(@Nullable VirtualMachineStatus status, TaskFacts move) {
        return status != null
                && status.lastMigration() != null
                && ended(move).equals(status.lastMigration().at());
    }

    private static String ended(TaskFacts move) {
        return move.finished().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable LastMigration migration(
            Observed.Seen seen, @Nullable String from, @Nullable String to, @Nullable LastMigration before) {
        Optional<TaskFacts> done =
                seen.tasks().stream().filter(t -> t.moves() && t.succeeded()).findFirst();
        if (done.isEmpty() || to == null || Objects.equals(from, to)) {
            return before;
        }
        Duration took = Duration.between(done.get().created(), done.get().finished());
        return new LastMigration(from, to, shown(took.toSeconds()), ended(done.get()));
    }
}
