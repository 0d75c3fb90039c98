package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Because;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The way from one VM as it is to the VM that is wanted: the planners of the single concerns in order, then power, then
 * what becomes possible by it. What follows a stop or a start is planned on the VM as it will be then.
 */
final class Course {
    private final DesiredVm want;
    private final Surroundings around;
    private final boolean cleanStopFailed;

    /** @param cleanStopFailed a clean shutdown of ours was tried for this generation and did not work */
    Course(DesiredVm want, Surroundings around, boolean cleanStopFailed) {
        this.want = want;
        this.around = around;
        this.cleanStopFailed = cleanStopFailed;
    }

    boolean cleanStopFailed() {
        return cleanStopFailed;
    }

    Plan plan(VmFacts vm) {
        Draft draft = new Draft(want.name().orElse(vm.name()));
        Optional<Hindrance> held = Held.by(around.claims(), want.me());
        if (held.isPresent()) {
            return held(vm, held.get());
        }
        if (RestartPlanner.putsBack(vm)) {
            RestartPlanner.putBack(vm, draft);
        } else {
            describe(vm, draft);
            shape(vm, draft);
        }
        if (vm.making()) {
            return draft.hindrances().isEmpty() ? finish(vm, draft) : all(draft);
        }
        return power(vm, draft);
    }

    /** What the VM is called and how the pool keeps it: nothing of the machine itself. */
    private void describe(VmFacts vm, Draft draft) {
        UpkeepPlanner.plan(want, vm, draft);
        NamingPlanner.plan(want, vm, draft);
    }

    /** Each planner looks at its own concern only; none depends on what an earlier one decided. */
    private void shape(VmFacts vm, Draft draft) {
        CpuPlanner.plan(want, vm, draft);
        MemoryPlanner.plan(want, vm, draft);
        DiskPlanner.plan(want, vm, around, draft);
        SeedPlanner.plan(want, vm, around, draft);
        NicPlanner.plan(want, vm, around, draft);
        FirmwarePlanner.plan(want, vm, around, draft);
        AdvancedPlanner.plan(want, vm, around, draft);
        CdPlanner.plan(want, vm, around, draft);
        PlacementPlanner.plan(want, vm, around, draft);
        draft.nextBoots(vm);
    }

    /** The machine waits for whoever has it; that there is something to wait for is said, and no more is planned. */
    private Plan held(VmFacts vm, Hindrance why) {
        Draft draft = new Draft(want.name().orElse(vm.name()));
        describe(vm, draft);
        Draft waiting = new Draft(want.name().orElse(vm.name()));
        shape(vm, waiting);
        boolean waits = vm.making()
                || RestartPlanner.putsBack(vm)
                || !waiting.steps().isEmpty()
                || !waiting.restart().isEmpty()
                || goal(vm).flatMap(power -> next(vm, power)).isPresent();
        if (waits) {
            draft.hindered(why);
        }
        waiting.hindrances().forEach(draft::hindered);
        waiting.restart().forEach(change -> draft.later(change, Because.HeldBy));
        return all(draft);
    }

    private static Plan all(Draft draft) {
        return new Plan(draft.steps(), Optional.empty(), draft.later(), draft.hindrances());
    }

    private Plan finish(VmFacts vm, Draft draft) {
        String name = want.name().orElse(want.me().key().name());
        draft.step(new MakingAction.FinishMaking(vm.ref()), "the clone becomes a VM");
        draft.step(new SettingAction.SetName(vm.ref(), name), "nameLabel → " + name);
        VmFacts made = vm.made(name);
        FirmwarePlanner.made(want, made, around, draft);
        PlacementPlanner.made(want, made, around, draft);
        return power(made, draft);
    }

    private Plan power(VmFacts vm, Draft draft) {
        Optional<Power> goal = goal(vm);
        Optional<Action> next = goal.flatMap(power -> next(vm, power))
                .filter(action -> draft.startable() || !(action instanceof PowerAction.Start));
        if (next.isEmpty()) {
            RestartPlanner.tidy(vm, draft);
            return settled(vm, draft);
        }
        String why = "powerState " + vm.power() + " → " + goal.orElseThrow();
        if (next.get() instanceof PowerAction.Start) {
            SeedPlanner.starts(vm.after(draft.steps()), draft);
        }
        if (comesUp(next.get())) {
            PlacementPlanner.starts(want, vm.after(draft.steps()), around, draft);
        }
        draft.step(next.get(), why);
        VmFacts then = after(vm.after(draft.steps()), next.get());
        return next.get() instanceof PowerAction.Start ? started(then, draft) : joined(draft, plan(then));
    }

    private static boolean comesUp(Action action) {
        return action instanceof PowerAction.Start || action instanceof PowerAction.Resume;
    }

    /** What the VM will be; it is expected where its placement says if it fits there, with a guest like the one it had. */
    private VmFacts after(VmFacts vm, Action action) {
        VmFacts then = vm.with(PowerPlanner.after(action));
        if (!comesUp(action)) {
            return then;
        }
        return HostFit.expected(want, then, around)
                .map(host -> then.on(host.ref()))
                .orElse(then)
                .withTools();
    }

    /** A VM that we stopped for a change was running, whatever the spec says of its power state. */
    private Optional<Power> goal(VmFacts vm) {
        return want.power().or(() -> RestartMemo.of(vm).map(_ -> Power.Running));
    }

    private Optional<Action> next(VmFacts vm, Power goal) {
        Optional<Action> next = PowerPlanner.next(
                vm.ref(),
                vm.power(),
                goal,
                want.stop().mode(),
                PlacementPlanner.strict(want).map(DesiredVm.Place::host));
        return next.map(action -> RestartPlanner.escalated(action, want.stop().mode(), cleanStopFailed))
                .map(action -> RestartPlanner.onRecord(action, vm));
    }

    /** What is left once the VM runs: nothing of its shape, which was set while it stood. */
    private Plan started(VmFacts vm, Draft draft) {
        PlacementPlanner.started(want, vm, around, draft);
        RestartPlanner.tidy(vm, draft);
        Optional<Action> next = goal(vm).flatMap(power -> next(vm, power));
        next.ifPresent(action -> draft.step(action, "powerState " + vm.power() + " → " + goal(vm).orElseThrow()));
        return all(draft);
    }

    private Plan settled(VmFacts vm, Draft draft) {
        if (draft.restart().isEmpty()) {
            return all(draft);
        }
        if (!vm.running()) {
            List<Change> later = new ArrayList<>(draft.later());
            later.addAll(draft.restart());
            return new Plan(draft.steps(), Optional.empty(), later, draft.hindrances());
        }
        VmFacts then = vm.after(draft.steps());
        Restart restart = draft.withoutStop()
                .map(steps -> RestartPlanner.replug(want, then, draft.restart(), steps))
                .orElseGet(() -> RestartPlanner.plan(want, then, around, draft.restart(), this))
                .without(draft.steps());
        return new Plan(draft.steps(), Optional.of(restart), draft.later(), draft.hindrances());
    }

    /** The steps of both, each once: what an earlier state already asks for need not be asked again. */
    private static Plan joined(Draft first, Plan then) {
        LinkedHashSet<Step> steps = new LinkedHashSet<>(first.steps());
        steps.addAll(then.steps());
        return new Plan(
                List.copyOf(steps),
                then.restart().map(restart -> restart.without(first.steps())),
                then.nextBoot(),
                union(first, then));
    }

    private static List<Hindrance> union(Draft first, Plan then) {
        LinkedHashSet<Hindrance> all = new LinkedHashSet<>(first.hindrances());
        all.addAll(then.hindrances());
        return List.copyOf(all);
    }
}
