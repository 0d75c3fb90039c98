package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** S3, for every change of shape, power state and way to stop, and whatever an earlier attempt left behind. */
class RestartPlannerTest {
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final List<Power> POWERS = List.of(Power.Halted, Power.Running, Power.Paused, Power.Suspended);

    /** What of an earlier restart is on record. */
    private enum Past {
        NONE,
        UNDER_WAY,
        REFUSED
    }

    private record Case(
            boolean memory,
            boolean cpus,
            Power power,
            ShutdownMode mode,
            boolean cleanStopFailed,
            Past past,
            VmFacts vm,
            Plan plan) {
        boolean changes() {
            return memory || cpus;
        }

        List<Action> restart() {
            return plan.restart().stream()
                    .flatMap(restart -> restart.steps().stream())
                    .map(Step::action)
                    .toList();
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (boolean memory : BOTH) {
            for (boolean cpus : BOTH) {
                for (Power power : POWERS) {
                    for (ShutdownMode mode :
                            List.of(ShutdownMode.Clean, ShutdownMode.CleanThenForce, ShutdownMode.Force)) {
                        for (boolean cleanStopFailed : BOTH) {
                            for (Past past : Past.values()) {
                                all.add(of(memory, cpus, power, mode, cleanStopFailed, past));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Case of(
            boolean memory, boolean cpus, Power power, ShutdownMode mode, boolean cleanStopFailed, Past past) {
        AVm vm = AVm.ofOurs().in(power);
        Wanted want = Wanted.running().stop(mode);
        if (memory) {
            want.memory(8);
        }
        if (cpus) {
            want.cpus(8);
        }
        if (past != Past.NONE) {
            vm.own(Keys.RESTART, "base;1;1073741824;4294967296;4294967296;4294967296;4;1");
        }
        if (past == Past.REFUSED) {
            vm.own(Keys.REFUSED, "base;1");
        }
        VmFacts facts = vm.facts();
        Plan plan = new Course(want.vm(), new ModelPool().around(), cleanStopFailed).plan(facts);
        return new Case(memory, cpus, power, mode, cleanStopFailed, past, facts, plan);
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate()).limit(3)).isEmpty();
    }

    private static boolean stops(Action action) {
        return action instanceof PowerAction.CleanShutdown || action instanceof DestroyAction.HardShutdown;
    }

    private static boolean shapes(Action action) {
        return action instanceof SettingAction.SetMemory
                || action instanceof SettingAction.SetVcpusMax
                || action instanceof SettingAction.SetVcpusAtStartup;
    }

    private static int first(List<Action> actions, Predicate<Action> which) {
        return (int) actions.stream().takeWhile(which.negate()).count();
    }

    /** What may be done unasked. */
    @Test
    void noChangeOfShapeStopsAVmOutsideOfARestart() {
        always(
                _ -> true,
                of -> of.plan().steps().stream()
                        .map(Step::action)
                        .noneMatch(action -> stops(action)
                                || action instanceof PowerAction.Suspend
                                || action instanceof PowerAction.Pause));
    }

    @Test
    void aRestartIsPlannedExactlyForARunningVmWhoseShapeShallChange() {
        always(of -> of.power() == Power.Running, of -> of.plan().restart().isPresent() == of.changes());
        always(of -> of.power() == Power.Halted, of -> of.plan().restart().isEmpty());
    }

    @Test
    void beforeTheStopTheWayBackIsOnRecordAndAfterTheChangeTheVmStarts() {
        always(of -> !of.restart().isEmpty(), of -> {
            List<Action> actions = of.restart();
            int stop = first(actions, RestartPlannerTest::stops);
            int memo = first(
                    actions,
                    a -> a instanceof SettingAction.SetKey key && key.key().equals(Keys.RESTART));
            int shape = first(actions, RestartPlannerTest::shapes);
            int start = first(actions, PowerAction.Start.class::isInstance);
            return memo < stop && stop < shape && shape < start && start < actions.size();
        });
    }

    @Test
    void thePlugIsPulledOnlyByForceOrWhenTheGuestWouldNot() {
        always(
                of -> of.restart().stream().anyMatch(DestroyAction.HardShutdown.class::isInstance),
                of -> of.mode() == ShutdownMode.Force
                        || (of.mode() == ShutdownMode.CleanThenForce && of.cleanStopFailed()));
    }

    @Test
    void aVmThatCouldNotStartWithTheChangeIsPutBackAndStarted() {
        always(of -> of.past() == Past.REFUSED && of.power() == Power.Halted, of -> {
            List<Action> actions = of.plan().steps().stream().map(Step::action).toList();
            return actions.contains(new SettingAction.SetVcpusAtStartup(of.vm().ref(), 1))
                    && actions.stream().noneMatch(SettingAction.SetMemory.class::isInstance)
                    && actions.stream().anyMatch(PowerAction.Start.class::isInstance);
        });
    }

    /** What approved the one before approves no other. */
    @Test
    void eachAttemptIsApprovedByAHashOfItsOwn() {
        always(of -> of.plan().restart().isPresent() && of.past() == Past.NONE, of -> {
            Case after = of(of.memory(), of.cpus(), of.power(), of.mode(), of.cleanStopFailed(), Past.REFUSED);
            Optional<String> hash = of.plan().restart().map(Restart::hash);
            Optional<String> next = after.plan().restart().map(Restart::hash);
            return !hash.equals(next) && next.isPresent();
        });
    }

    /** The VM is stopped for nothing that it could not be started with again. */
    @Test
    void aRestartForMoreProcessorsThanAnyHostHasIsNotBegun() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        Restart fits = pool.plan(Wanted.running().cpus(2, 16).vm()).restart().orElseThrow();
        assertThat(fits.misfit()).isEmpty();
        Restart misfit = pool.plan(Wanted.running().cpus(2, 64).vm()).restart().orElseThrow();
        assertThat(misfit.misfit())
                .singleElement()
                .extracting(Hindrance::message)
                .isEqualTo(
                        "no host takes the VM: xcp1 has 16 processors, and the VM may have up to 64 (cpu.max); xcp2 has 16 processors, and the VM may have up to 64 (cpu.max)");
    }
}
