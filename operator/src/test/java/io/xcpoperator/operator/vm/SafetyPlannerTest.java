package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A risky act goes on once its snapshot is whole, and not before; what is not kept goes, and nothing else does. */
class SafetyPlannerTest {
    /** Of the act's own snapshot. */
    enum State {
        MISSING,
        BEING_TAKEN,
        REFUSED,
        GOING,
        WHOLE
    }

    private static Wanted wanted(boolean restart, boolean resize, int keep) {
        Wanted wanted = Wanted.running().restart(RestartWhen.Immediately);
        wanted.safety = Optional.of(new DesiredVm.Safety(restart, resize, keep));
        return wanted;
    }

    private static Gated now(ModelPool pool, Wanted wanted) {
        return VmGate.split(
                pool.plan(wanted.vm()), ManagementGate.WRITE, RestartWhen.Immediately, false, new Approvals(List.of()));
    }

    /** What an executor does of it in one round. */
    private static List<Action> round(Gated gated) {
        List<Action> actions = new ArrayList<>();
        for (Step step : gated.now()) {
            actions.add(step.action());
            if (step.action().isTask()) {
                break;
            }
        }
        return actions;
    }

    private static boolean isRisky(Action action) {
        return action instanceof DiskAction.GrowDisk
                || action instanceof DiskAction.GrowDiskLive
                || action instanceof PowerAction.CleanShutdown
                || action instanceof DestroyAction.HardShutdown;
    }

    private static void put(ModelPool pool, ObjectKey name, State state) {
        pool.safety.add(new SafetyFacts.Taken(
                name,
                "uid-own",
                ModelPool.NOW,
                state == State.WHOLE || state == State.GOING,
                state == State.REFUSED ? "storage nas has 1 GiB free and the snapshot reserves 40 GiB" : "",
                state == State.GOING,
                false));
    }

    private static Optional<ObjectKey> taken(List<Action> actions) {
        return actions.stream()
                .filter(SafetyAction.Take.class::isInstance)
                .map(action -> ((SafetyAction.Take) action).snapshot())
                .findFirst();
    }

    private static void assertThatItWaitsForItsSnapshot(ModelPool pool, Wanted wanted, State state, String word) {
        List<Action> first = round(now(pool, wanted));
        ObjectKey name = taken(first).orElseThrow();
        if (state == State.MISSING) {
            assertThat(first).noneMatch(SafetyPlannerTest::isRisky);
            return;
        }
        put(pool, name, state);
        Gated gated = now(pool, wanted);
        List<Action> actions = round(gated);
        assertThat(taken(actions)).as("none is taken twice").isEmpty();
        if (state == State.WHOLE) {
            assertThat(actions).anyMatch(SafetyPlannerTest::isRisky);
            return;
        }
        assertThat(actions).noneMatch(SafetyPlannerTest::isRisky);
        Plan plan = pool.plan(wanted.vm());
        List<Hindrance> why = new ArrayList<>(plan.hindrances());
        plan.restart().ifPresent(restart -> why.addAll(restart.misfit()));
        assertThat(why).singleElement().satisfies(one -> {
            assertThat(one.message()).contains("snapshot " + name.name() + " is taken first");
            if (state != State.BEING_TAKEN) {
                assertThat(one.message()).endsWith("take " + word + " out of safetySnapshots.before");
            }
            if (state == State.REFUSED) {
                assertThat(one.message()).contains("1 GiB free");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRestartWaitsForItsSnapshot(State state) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        assertThatItWaitsForItsSnapshot(pool, wanted(true, false, 2).cpus(2, 16), state, "Restart");
    }

    @ParameterizedTest
    @EnumSource
    void aDiskOfAHaltedVmGrowsAfterItsSnapshot(State state) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs().halted());
        assertThatItWaitsForItsSnapshot(pool, wanted(false, true, 2).disk("root", 80), state, "Resize");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartThatGrowsADiskIsAResizeToo(State state) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        assertThatItWaitsForItsSnapshot(pool, wanted(false, true, 2).disk("root", 80), state, "Resize");
    }

    @Test
    void withoutTheWordNoSnapshotIsTaken() {
        for (Wanted wanted : List.of(
                wanted(false, true, 2).cpus(2, 16),
                wanted(false, false, 2).disk("root", 80),
                Wanted.running().cpus(2, 16))) {
            ModelPool pool = new ModelPool().with(AVm.ofOurs());
            assertThat(pool.plan(wanted.vm()).all()).extracting(Step::action).noneMatch(SafetyAction.class::isInstance);
        }
    }

    @Test
    void whileTheVmStandsForItsRestartNoOtherIsTaken() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        Wanted wanted = wanted(true, true, 2).cpus(2, 16).disk("root", 80);
        for (int i = 0; i < 20; i++) {
            pool.execute(now(pool, wanted).now());
        }
        assertThat(pool.plan(wanted.vm()).isDone()).isTrue();
        assertThat(pool.done)
                .extracting(Step::action)
                .filteredOn(SafetyAction.Take.class::isInstance)
                .hasSize(1);
    }

    @ParameterizedTest(name = "of {0}, keep {1}: {2} go")
    @CsvSource({"3, 2, 1", "3, 1, 2", "2, 2, 0", "1, 2, 0"})
    void theOldestGoAndWhatARestoreNeedsStays(int there, int keep, int go) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        for (int i = 0; i < there; i++) {
            pool.takeSafety("old-" + i);
        }
        assertThat(dropped(pool, keep)).hasSize(go).doesNotContain("old-" + (there - 1));
        pool.safety.replaceAll(one -> new SafetyFacts.Taken(one.key(), one.uid(), one.since(), true, "", false, true));
        assertThat(dropped(pool, keep)).isEmpty();
    }

    private static List<String> dropped(ModelPool pool, int keep) {
        return pool.plan(wanted(false, false, keep).vm()).steps().stream()
                .map(Step::action)
                .filter(SafetyAction.Drop.class::isInstance)
                .map(action -> ((SafetyAction.Drop) action).snapshot().name())
                .toList();
    }

    @Test
    void withTheVmItsSafetySnapshotsGoFirstAndOthersHoldItAsEver() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs().halted());
        pool.takeSafety("own");
        var fate = new TeardownPlanner.Fate(true, false, Optional.empty());
        DesiredVm want = Wanted.running().vm();
        List<Step> steps = new TeardownPlanner(ModelPool.NOW)
                .plan(want, pool.observe(want), fate, 1)
                .steps();
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.action()).isInstanceOf(SafetyAction.Drop.class));
        var retain = new TeardownPlanner.Fate(false, false, Optional.empty());
        assertThat(new TeardownPlanner(ModelPool.NOW)
                        .plan(want, pool.observe(want), retain, 1)
                        .steps())
                .extracting(Step::action)
                .noneMatch(SafetyAction.class::isInstance);
    }
}
