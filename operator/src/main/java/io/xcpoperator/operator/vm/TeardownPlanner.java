package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What deleting the resource does to the pool (xapi.md §6.20): block new starts, stop, destroy the VM, destroy the disks
 * that we made. An empty plan without hindrances lets the resource go.
 */
final class TeardownPlanner {
    private final Instant now;

    TeardownPlanner(Instant now) {
        this.now = now;
    }

    /** What decides over the fate of a VM whose resource is deleted. */
    record Fate(boolean destroy, boolean protection, Optional<String> approvedSnapshots) {}

    Plan plan(DesiredVm want, Observed observed, Fate fate, long generation) {
        return switch (observed) {
            case Observed.Unreachable(Hindrance why) -> Plan.waiting(why);
            case Observed.Seen seen -> plan(want, seen, fate, generation);
        };
    }

    private Plan plan(DesiredVm want, Observed.Seen seen, Fate fate, long generation) {
        Troubles troubles = new Troubles(seen.around().names(), () -> "no host takes the VM");
        TaskReading tasks = TaskReading.of(seen.tasks(), generation, troubles, now, 0);
        if (tasks.running().isPresent()) {
            return running(want, tasks.running().get());
        }
        boolean escalates = tasks.failed("VM.clean_shutdown") && want.stop().mode() == ShutdownMode.CleanThenForce;
        if (tasks.held().isPresent() && !escalates) {
            return Plan.waiting(tasks.held().get());
        }
        List<Step> steps = new ArrayList<>();
        tasks.settle()
                .forEach(t -> steps.add(new Step(
                        new TaskAction.Settle(t.ref()), "task " + Operations.name(t.operation()), "it ended")));
        return switch (seen.identity()) {
            case Identity.Ours(VmFacts vm) -> ours(want, seen, vm, fate, tasks, steps);
            case Identity.Claimable(VmFacts vm, boolean marked, String why) -> {
                if (want.adopted() || !vm.making()) {
                    yield Plan.of(steps);
                }
                steps.add(MakingPlanner.claim(want, vm, marked, why));
                yield ours(want, seen, vm, fate, tasks, steps);
            }
            case Identity.Absent _, Identity.Refused _ -> gone(want, seen, fate, steps);
        };
    }

    /** The VM is not there, or is not ours to touch. Its disks may be left from a deletion that was cut short. */
    private static Plan gone(DesiredVm want, Observed.Seen seen, Fate fate, List<Step> steps) {
        if (seen.creationUncertain()) {
            return Plan.waiting(
                    Hindrance.works(Reason.Deleting, "a request to make the VM may still be under way; looking again")
                            .again(Troubles.RETRY));
        }
        if (fate.destroy()) {
            disks(want, seen, steps);
        }
        return Plan.of(steps);
    }

    private Plan ours(DesiredVm want, Observed.Seen seen, VmFacts vm, Fate fate, TaskReading tasks, List<Step> steps) {
        String on = want.name().orElse(vm.name());
        if (!fate.destroy()) {
            letGo(vm, on, steps);
            return Plan.of(steps);
        }
        Optional<Hindrance> no = forbidden(vm, fate);
        if (no.isPresent()) {
            return new Plan(steps, Optional.empty(), List.of(), List.of(no.get()));
        }
        boolean blocks = !vm.making() && !vm.blocked().containsKey(VmOperation.START);
        if (blocks) {
            steps.add(new Step(
                    new SettingAction.Block(
                            vm.ref(), SettingAction.Blocked.Start, "xcp-operator: the VM is being destroyed"),
                    on,
                    "no new start"));
        }
        stop(want, vm, tasks, on, steps);
        if (vm.blocked().getOrDefault(VmOperation.DESTROY, "").startsWith("xcp-operator: ")) {
            steps.add(new Step(
                    new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Destroy),
                    on,
                    "deletionProtection is off"));
        }
        vm.snapshots()
                .forEach(s -> steps.add(new Step(
                        new DestroyAction.DestroySnapshot(s.ref(), vm.ref()),
                        s.name(),
                        "its destruction was approved")));
        steps.add(new Step(new DestroyAction.DestroyVm(vm.ref()), on, "the resource is deleted"));
        for (DiskFacts disk : vm.disks()) {
            disk.of().filter(of -> of.madeFor(want.me())).ifPresent(of -> steps.add(destroy(on, disk.vdi(), of)));
        }
        disks(want, seen, steps);
        return Plan.of(steps.stream().distinct().toList());
    }

    /** Its mark goes last: without it we would not know the VM again. */
    private static void letGo(VmFacts vm, String on, List<Step> steps) {
        String why = "deletionPolicy Retain: the VM is let go";
        vm.disks().stream()
                .filter(DiskFacts::marked)
                .forEach(disk -> steps.add(new Step(new DiskAction.UnmarkVbd(disk.vbd()), on, why)));
        vm.nics().stream()
                .filter(NicFacts::marked)
                .forEach(nic -> steps.add(new Step(new NicAction.UnmarkNic(nic.vif()), on, why)));
        steps.add(new Step(new MakingAction.Unmark(vm.ref()), on, why));
    }

    private static Optional<Hindrance> forbidden(VmFacts vm, Fate fate) {
        String blocked = vm.blocked().getOrDefault(VmOperation.DESTROY, "");
        if (fate.protection()) {
            return Optional.of(Hindrance.stalls(
                    Reason.Protected, "deletionProtection is on: set it to false to let the VM be destroyed"));
        }
        if (!blocked.isEmpty() && !blocked.startsWith("xcp-operator: ")) {
            return Optional.of(Hindrance.waits(
                    Reason.Protected,
                    "VM %s is protected in the pool (blocked_operations.destroy: %s); take the block off there"
                            .formatted(vm.uuid(), blocked)));
        }
        int count = vm.snapshots().size();
        if (count > 0 && !fate.approvedSnapshots().equals(Optional.of(Integer.toString(count)))) {
            return Optional.of(Hindrance.stalls(
                    Reason.ForeignSnapshots,
                    "VM %s has %d snapshots that are not ours (%s): delete them, or annotate xcp-operator.io/approve-delete-snapshots=%d"
                            .formatted(
                                    vm.uuid(),
                                    count,
                                    vm.snapshots().stream()
                                            .map(SnapshotFacts::name)
                                            .limit(5)
                                            .toList(),
                                    count)));
        }
        if (!vm.busyWith().isEmpty()) {
            return Optional.of(Hindrance.works(Reason.PoolBusy, "the pool is busy with the VM")
                    .again(Troubles.RETRY));
        }
        return Optional.empty();
    }

    /** The guest is asked first, unless the spec says Force. A suspended VM has no guest to ask. */
    private static void stop(DesiredVm want, VmFacts vm, TaskReading tasks, String on, List<Step> steps) {
        Action stop = switch (vm.power()) {
            case Halted, Unknown -> null;
            case Suspended -> new DestroyAction.HardShutdown(vm.ref());
            case Paused, Running ->
                PowerPlanner.next(
                                vm.ref(), vm.power(), Power.Halted, want.stop().mode(), Optional.empty())
                        .map(a -> RestartPlanner.escalated(a, want.stop().mode(), tasks.failed("VM.clean_shutdown")))
                        .orElseThrow();
        };
        if (stop == null) {
            return;
        }
        steps.add(new Step(stop, on, "stop before it is destroyed"));
        if (stop instanceof PowerAction.Unpause) {
            stop(want, vm.with(Power.Running), tasks, on, steps);
        }
    }

    private static void disks(DesiredVm want, Observed.Seen seen, List<Step> steps) {
        String on = want.name().orElse(want.me().key().name());
        for (LooseDisk disk : seen.around().loose()) {
            disk.of()
                    .filter(of -> of.madeFor(want.me()) && !disk.inUse())
                    .ifPresent(of -> steps.add(destroy(on, disk.vdi(), of)));
        }
    }

    private static Step destroy(String on, VdiRef vdi, Keys.DiskOf of) {
        return new Step(
                new DestroyAction.DestroyDisk(vdi, of.entry()),
                on + " disks[" + of.entry() + "]",
                "the resource is deleted and the disk was made for it");
    }

    private Plan running(DesiredVm want, TaskFacts task) {
        boolean overdue = task.is("VM.clean_shutdown")
                && now.isAfter(task.created().plus(want.stop().timeout()));
        if (overdue) {
            return Plan.of(List.of(new Step(
                    new TaskAction.Cancel(task.ref()),
                    want.name().orElse(want.me().key().name()),
                    "the guest did not shut down within shutdown.timeout")));
        }
        return Plan.waiting(
                Hindrance.works(Reason.TaskRunning, Operations.name(task.operation()) + " runs on the pool"));
    }
}
