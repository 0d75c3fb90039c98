package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.vm.RestartMemo.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restart for a change (S3): the shape is remembered on the VM, the VM is stopped, changed and started; if the start
 * fails, the remembered shape is put back and the VM started with it. Pure.
 */
final class RestartPlanner {
    private RestartPlanner() {}

    static Restart plan(DesiredVm want, VmFacts vm, Surroundings around, List<Change> changes, Course course) {
        String base = Restart.base(changes);
        int attempt = RestartMemo.attempt(vm, base);
        RestartMemo memo = RestartMemo.before(base, attempt, vm);
        List<Step> steps = new ArrayList<>();
        String on = want.name().orElse(vm.name());
        if (!vm.own(Keys.RESTART).equals(Optional.of(memo.text()))) {
            steps.add(new Step(vm.writeOwn(Keys.RESTART, memo.text()), on, "remember the shape to come back to"));
        }
        Action stop = escalated(
                PowerPlanner.next(
                                vm.ref(), vm.power(), Power.Halted, want.stop().mode(), Optional.empty())
                        .orElseThrow(),
                want.stop().mode(),
                course.cleanStopFailed());
        steps.add(new Step(stop, on, "restart for " + changes.getFirst().field()));
        VmFacts stopped = vm.with(Power.Halted).withOwn(Keys.RESTART, memo.text());
        steps.addAll(course.plan(stopped).steps());
        List<Hindrance> misfit =
                HostFit.nowhere(vm, HostFit.Need.of(want, vm), around, PlacementPlanner.strict(want)).stream()
                        .toList();
        return new Restart(changes, attempt, RestartMemo.wasRefused(vm, base), steps, forget(vm, on), misfit);
    }

    /** The same for changes that take no stop: links drop, and nothing is remembered but on the interfaces themselves. */
    static Restart replug(DesiredVm want, VmFacts vm, List<Change> changes, List<Step> steps) {
        String base = Restart.base(changes);
        String on = want.name().orElse(vm.name());
        return new Restart(
                changes,
                RestartMemo.attempt(vm, base),
                RestartMemo.wasRefused(vm, base),
                steps,
                forget(vm, on),
                List.of());
    }

    /** Who halts a VM that runs as it was halts it for reasons of their own: it is not to be started again. */
    private static List<Step> forget(VmFacts vm, String on) {
        return vm.own(Keys.RESTART).isPresent()
                ? List.of(new Step(
                        new SettingAction.RemoveKey(vm.ref(), Keys.RESTART), on, "the restart is not to be made now"))
                : List.of();
    }

    /** Clean first; CleanThenForce pulls the plug only after a clean stop was tried and did not work. */
    static Action escalated(Action stop, ShutdownMode mode, boolean cleanStopFailed) {
        return stop instanceof PowerAction.CleanShutdown(var vm, var _)
                        && mode == ShutdownMode.CleanThenForce
                        && cleanStopFailed
                ? new DestroyAction.HardShutdown(vm)
                : stop;
    }

    /** Whether the VM stands because the attempt that it was stopped for could not start. */
    static boolean putsBack(VmFacts vm) {
        return vm.stopped() && refused(vm);
    }

    private static boolean refused(VmFacts vm) {
        return RestartMemo.of(vm)
                .filter(memo -> vm.own(Keys.REFUSED).equals(Optional.of(memo.refusal())))
                .isPresent();
    }

    static void putBack(VmFacts vm, Draft draft) {
        Shape old = RestartMemo.of(vm).orElseThrow().shape();
        String why = "put back: the VM could not start with the change";
        if (!old.memory().equals(vm.memory())) {
            draft.step(new SettingAction.SetMemory(vm.ref(), old.memory()), why);
        }
        var max = new SettingAction.SetVcpusMax(vm.ref(), old.vcpusMax());
        var count = new SettingAction.SetVcpusAtStartup(vm.ref(), old.vcpusAtStartup());
        if (old.vcpusMax() > vm.cpu().max()) {
            draft.step(max, why);
        }
        if (old.vcpusAtStartup() != vm.cpu().atStartup()) {
            draft.step(count, why);
        }
        if (old.vcpusMax() < vm.cpu().max()) {
            draft.step(max, why);
        }
        old.machine().ifPresent(machine -> machine.putBack(vm, draft, why));
    }

    /** The first act after a start that failed: say so on the VM, before the evidence goes. */
    static Optional<Step> refuse(VmFacts vm, boolean startFailed) {
        return startFailed
                ? refusal(vm).map(key -> new Step(key, vm.name(), "the VM could not start with the change"))
                : Optional.empty();
    }

    /** The same for a start that is refused at once. */
    static Action onRecord(Action action, VmFacts vm) {
        return action instanceof PowerAction.Start(var ref, var on, boolean paused, var _)
                ? new PowerAction.Start(ref, on, paused, refusal(vm))
                : action;
    }

    private static Optional<SettingAction.SetKey> refusal(VmFacts vm) {
        return RestartMemo.of(vm)
                .filter(_ -> vm.stopped() && !putsBack(vm))
                .map(memo -> vm.writeOwn(Keys.REFUSED, memo.refusal()));
    }

    /** Forgets what the VM came back from. What was refused stays on record until the spec asks for something else. */
    static void tidy(VmFacts vm, Draft draft) {
        boolean over = vm.power() != Power.Halted && (draft.restart().isEmpty() || refused(vm));
        boolean moot = draft.restart().isEmpty() && !refused(vm);
        Optional<RestartMemo> memo = RestartMemo.of(vm).filter(_ -> over);
        int made = Math.max(RestartMemo.made(vm), memo.map(RestartMemo::attempt).orElse(0));
        boolean forgotten =
                memo.isPresent() || (over && moot && vm.own(Keys.REFUSED).isPresent());
        if (forgotten && !vm.own(Keys.RESTARTS).equals(Optional.of(Integer.toString(made)))) {
            draft.step(vm.writeOwn(Keys.RESTARTS, Integer.toString(made)), "what approved this restart is used up");
        }
        if (over && vm.own(Keys.RESTART).isPresent()) {
            draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.RESTART), "the restart is over");
        }
        if (over && moot && vm.own(Keys.REFUSED).isPresent()) {
            draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.REFUSED), "nothing waits for a restart");
        }
    }
}
