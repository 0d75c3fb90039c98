package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What deleting the resource does to the pool (xapi.md §6.20): block new starts, stop, destroy the VM, destroy the disks
 * that we made. An empty plan without hindrances lets the resource go. Pure.
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
        Troubles troubles = Troubles.of(want, seen);
        TaskReading tasks = TaskReading.of(seen.tasks(), Judgement.vm(seen.identity()), generation, troubles, now, 0);
        if (tasks.running().isPresent()) {
            return overdue(want, seen, fate, tasks)
                    .map(step -> Plan.of(List.of(step)))
                    .orElseGet(() ->
                            new VmPlanner(now, 0).running(want, tasks.running().get()));
        }
        boolean escalates = tasks.failed("VM.clean_shutdown") && want.stop().mode() == ShutdownMode.CleanThenForce;
        if (tasks.held().isPresent() && !escalates) {
            return Plan.waiting(advised(tasks.held().get(), tasks));
        }
        List<Step> steps = new ArrayList<>();
        tasks.settle()
                .forEach(t -> steps.add(
                        new Step(TaskAction.settle(t), "task " + Operations.name(t.operation()), "it ended")));
        return switch (seen.identity()) {
            case Identity.Ours(VmFacts vm) -> ours(want, seen, vm, fate, tasks, steps);
            case Identity.Claimable(VmFacts vm, boolean marked, String why) -> {
                if (want.adopted() || !vm.making()) {
                    yield Plan.of(steps);
                }
                steps.add(MakingPlanner.claim(want, vm, marked, why));
                yield ours(want, seen, vm, fate, tasks, steps);
            }
            case Identity.Absent _ -> gone(want, seen, fate, steps);
            case Identity.Refused(Hindrance why) when why.reason() == Reason.Missing -> gone(want, seen, fate, steps);
            case Identity.Refused _ -> letBe(seen, steps);
        };
    }

    /** A hard shutdown ends the clean one by itself; cancelling is only asked for, and a guest that hangs may not obey. */
    private Optional<Step> overdue(DesiredVm want, Observed.Seen seen, Fate fate, TaskReading tasks) {
        List<TaskFacts> running =
                seen.tasks().stream().filter(TaskFacts::running).toList();
        boolean late = running.size() == 1
                && tasks.held().isEmpty()
                && running.getFirst().is("VM.clean_shutdown")
                && now.isAfter(running.getFirst().since().plus(want.stop().timeout()));
        boolean forces = fate.destroy() && want.stop().mode() == ShutdownMode.CleanThenForce;
        return late && forces && seen.identity() instanceof Identity.Ours(VmFacts vm) && vm.running()
                ? Obstacles.first(want, vm, seen.around().claims(), fate, now)
                        .map(_ -> Optional.<Step>empty())
                        .orElseGet(() -> Optional.of(new Step(
                                new DestroyAction.HardShutdown(vm.ref()),
                                want.name().orElse(vm.name()),
                                "the guest did not shut down within shutdown.timeout")))
                : Optional.empty();
    }

    private static Hindrance advised(Hindrance failure, TaskReading tasks) {
        return tasks.failed("VM.resume") || tasks.failed("VM.resume_on")
                ? failure.saying(
                        failure.message()
                                + "; the VM is suspended and is resumed to be shut down: shutdown.mode Force drops its memory instead")
                : failure;
    }

    /** The VM is not there. Its disks may be left from a deletion that was cut short. */
    private static Plan gone(DesiredVm want, Observed.Seen seen, Fate fate, List<Step> steps) {
        if (fate.destroy() && !seen.creationUncertain()) {
            steps.addAll(OwnDisks.destroy(want, List.of(), seen.around()));
        }
        return letBe(seen, steps);
    }

    /** There is a VM, and whose it is is in doubt: neither it nor what was detached from it is touched (S1). */
    private static Plan letBe(Observed.Seen seen, List<Step> steps) {
        return seen.creationUncertain()
                ? Plan.waiting(Hindrance.works(
                                Reason.Deleting, "a request to make the VM may still be under way; looking again")
                        .again(Requeue.RETRY))
                : Plan.of(steps);
    }

    private Plan ours(DesiredVm want, Observed.Seen seen, VmFacts vm, Fate fate, TaskReading tasks, List<Step> steps) {
        String on = want.name().orElse(vm.name());
        if (!fate.destroy()) {
            letGo(want, vm, seen.around(), on, steps);
            return Plan.of(steps);
        }
        SafetyFacts safety = seen.around().safety();
        Optional<Hindrance> no = Obstacles.first(
                        want, safety.without(vm), seen.around().claims(), fate, now)
                .or(() -> Obstacles.busy(vm));
        if (no.isPresent()) {
            if (no.get().reason() != Reason.PoolBusy) {
                unblock(vm, on, steps);
            }
            return new Plan(steps, Optional.empty(), List.of(), List.of(no.get()));
        }
        if (!safety.taken().isEmpty()) { // taken for this VM, they go before it
            return safety(want, safety, on, steps);
        }
        boolean blocks = !vm.making() && !vm.blocked().containsKey(VmOperation.START);
        if (blocks) {
            steps.add(new Step(
                    new SettingAction.Block(
                            vm.ref(), SettingAction.Blocked.Start, Obstacles.OURS + "the VM is being destroyed"),
                    on,
                    "no new start"));
        }
        stop(want, vm, tasks, on, steps);
        if (vm.blockedByUs(VmOperation.DESTROY)) {
            steps.add(new Step(
                    new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Destroy),
                    on,
                    "deletionProtection is off"));
        }
        snapshots(vm, steps);
        steps.add(new Step(new DestroyAction.DestroyVm(vm.ref()), on, "the resource is deleted"));
        steps.addAll(OwnDisks.destroy(want, vm.disks(), seen.around()));
        return Plan.of(steps.stream().distinct().toList());
    }

    private static Plan safety(DesiredVm want, SafetyFacts safety, String on, List<Step> steps) {
        safety.taken().stream()
                .filter(one -> !one.leaves())
                .forEach(one -> steps.add(new Step(
                        new SafetyAction.Drop(one.key(), one.uid(), want.me().uid()),
                        on,
                        "safety snapshot %s goes with its VM"
                                .formatted(one.key().name()))));
        List<Hindrance> waits = safety.taken().stream()
                .filter(SafetyFacts.Taken::leaves)
                .map(one -> Hindrance.works(
                        Reason.Deleting,
                        "safety snapshot %s is destroyed, and the VM after it%s"
                                .formatted(one.key().name(), one.message().isEmpty() ? "" : ": " + one.message())))
                .limit(1)
                .toList();
        return new Plan(steps, Optional.empty(), List.of(), waits);
    }

    /** Its mark goes last: without it we would not know the VM again. */
    private static void letGo(DesiredVm want, VmFacts vm, Surroundings around, String on, List<Step> steps) {
        String why = "deletionPolicy Retain: the VM is let go";
        SeedPlanner.removal(want, vm, around)
                .forEach(action -> steps.add(new Step(
                        action, on + " cloud-init drive", "it holds what the resource says, and goes with it")));
        vm.disks().stream()
                .filter(DiskFacts::marked)
                .forEach(disk -> steps.add(new Step(new DiskAction.UnmarkVbd(disk.vbd()), on, why)));
        vm.nics().stream()
                .filter(NicFacts::marked)
                .forEach(nic -> steps.add(new Step(new NicAction.UnmarkNic(nic.vif()), on, why)));
        unblock(vm, on, steps);
        Keys.MEMORY.stream()
                .filter(vm.otherConfig()::containsKey)
                .forEach(key -> steps.add(new Step(new SettingAction.RemoveKey(vm.ref(), key), on, why)));
        steps.add(new Step(new MakingAction.Unmark(vm.ref()), on, why));
    }

    /** Who keeps a VM may start it again. */
    private static void unblock(VmFacts vm, String on, List<Step> steps) {
        if (vm.blockedByUs(VmOperation.START)) {
            steps.add(new Step(
                    new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Start), on, "the VM is not destroyed"));
        }
    }

    /**
     * The guest is asked first, unless the spec says Force. A suspended VM is resumed to be asked: only Force drops its
     * memory.
     */
    private static void stop(DesiredVm want, VmFacts vm, TaskReading tasks, String on, List<Step> steps) {
        Optional<Action> stop = PowerPlanner.next(
                        vm.ref(),
                        vm.power(),
                        Power.Halted,
                        want.stop().mode(),
                        PlacementPlanner.strict(want).map(DesiredVm.Place::host))
                .map(a -> RestartPlanner.escalated(a, want.stop().mode(), tasks.failed("VM.clean_shutdown")));
        if (stop.isEmpty()) {
            return;
        }
        boolean resumes = stop.get() instanceof PowerAction.Resume;
        String why = resumes
                ? "resume, to be shut down by its guest; only shutdown.mode Force drops a suspended VM's memory"
                : "stop before it is destroyed";
        steps.add(new Step(stop.get(), on, why));
        if (resumes || stop.get() instanceof PowerAction.Unpause) {
            stop(want, vm.with(Power.Running), tasks, on, steps);
        }
    }

    private static void snapshots(VmFacts vm, List<Step> steps) {
        String why = "its destruction was approved";
        for (SnapshotFacts s : vm.snapshots()) {
            if (!s.asleep()) {
                s.disks()
                        .forEach(disk -> steps.add(new Step(
                                new DestroyAction.DestroySnapshotDisk(disk, s.ref(), vm.ref()), s.name(), why)));
            }
            List<VdiRef> after = s.asleep() ? s.disks() : List.of();
            steps.add(new Step(new DestroyAction.DestroySnapshot(s.ref(), vm.ref(), after), s.name(), why));
        }
    }
}
