package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VmDampingTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final VmRef VM = new VmRef("OpaqueRef:web");
    private static final Step RENAME = new Step(new SettingAction.SetName(VM, "web"), "web", "name theirs → web");
    private static final Step DESCRIBE =
            new Step(new SettingAction.SetDescription(VM, "ours"), "web", "description theirs → ours");
    private static final Step MEMO = new Step(new SettingAction.SetKey(VM, Keys.PLACED, "h", false), "web", "placed");
    private static final Step UNPLUG =
            new Step(new DiskAction.UnplugDisk(new VbdRef("OpaqueRef:b")), "disk data", "not in the spec");
    private static final Step DETACH =
            new Step(new DiskAction.DetachDisk(new VbdRef("OpaqueRef:b")), "disk data", "not in the spec");
    private static final Step GROW =
            new Step(new DiskAction.GrowDisk(new VdiRef("OpaqueRef:d"), 5), "disk root", "size 4 → 5");
    private static final Contest LOST = new Contest(5, NOW.minus(Duration.ofMinutes(1)), NOW, true);

    private static Look look(AVm vm) {
        DesiredVm want = Wanted.running().vm();
        return new Look(new ModelPool().with(vm).observe(want), Optional.of(want), List.of(), Optional.empty());
    }

    private static Plan damped(Plan plan, Look look, Function<String, Optional<Contest>> contests) {
        return VmDamping.damped(
                plan,
                VmDamping.rival(look)
                        .map(rival -> Damping.of(plan.all(), contests, rival, NOW))
                        .orElseGet(Damping::none));
    }

    private static Plan damped(AVm vm, List<Step> steps, Step... contested) {
        Set<String> parts = Damping.parts(List.of(contested));
        Function<String, Optional<Contest>> contests = part -> Optional.of(LOST).filter(_ -> parts.contains(part));
        return damped(Plan.of(steps), look(vm), contests);
    }

    @Test
    void whatIsContestedWaitsAndAllElseIsDone() {
        Plan plan = damped(AVm.ofOurs(), List.of(RENAME, DESCRIBE, GROW), DESCRIBE);
        assertThat(plan.steps()).containsExactly(RENAME, GROW);
        assertThat(plan.hindrances()).singleElement().satisfies(why -> {
            assertThat(why.reason()).isEqualTo(Reason.Contested);
            assertThat(why.again()).contains(Duration.ofMinutes(10));
            assertThat(why.message())
                    .isEqualTo(
                            "description theirs → ours (web) was set right 5 times since 2026-11-01T11:59:00Z and is changed again each time; it is left so until 2026-11-01T12:10:00Z: set it in one place only");
        });
    }

    @Test
    void whatBuildsOnAContestedStepAtADiskWaitsWithIt() {
        assertThat(damped(AVm.ofOurs(), List.of(UNPLUG, DETACH, GROW), UNPLUG).steps())
                .containsExactly(GROW);
    }

    @Test
    void ourOwnBookkeepingIsNeverContested() {
        assertThat(Damping.parts(List.of(MEMO))).isEmpty();
    }

    /** A VM for which no host has room is asked to start time and again, and nobody has stopped it. */
    @Test
    void aStartThatFailsAgainAndAgainIsNoContest() {
        Step start = new Step(new PowerAction.Start(VM, Optional.empty(), false), "web", "Halted → Running");
        String part = Damping.parts(List.of(start)).iterator().next();
        Plan due = Plan.of(List.of(start));
        Plan runs = Plan.waiting(Hindrance.works(Reason.TaskRunning, "Start runs on the pool"));
        Plan refused = Plan.waiting(Hindrance.waits(Reason.NoCapacity, "no host has 900Gi free"));
        var contests = new Contests();
        for (int n = 0; n < 2 * Contest.FREE; n++) {
            contests.note("web", 1, open -> VmDamping.isOpen(open, due), Set.of(part), NOW);
            contests.note("web", 1, open -> VmDamping.isOpen(open, runs), Set.of(), NOW);
            contests.note("web", 1, open -> VmDamping.isOpen(open, refused), Set.of(), NOW);
        }
        assertThat(contests.of("web", 1, part))
                .map(contest -> contest.waits(NOW))
                .contains(false);
        assertThat(contests.of("web", 1, part)).map(Contest::times).contains(1);
        Plan contested = Plan.waiting(Hindrance.waits(Reason.Contested, "set right 5 times"));
        assertThat(VmDamping.isOpen(part, contested))
                .as("it ran, and waits now")
                .isFalse();
        assertThat(VmDamping.isOpen(Damping.parts(List.of(RENAME)).iterator().next(), refused))
                .as("a call that was answered has come about")
                .isFalse();
    }

    @Test
    void xenOrchestraIsNamedWhereItsKeysAre() {
        var vm = AVm.ofOurs();
        vm.otherConfig.put("xo:resource_set", "x");
        assertThat(damped(vm, List.of(DESCRIBE), DESCRIBE)
                        .hindrances()
                        .getFirst()
                        .message())
                .contains("perhaps by Xen Orchestra, whose keys it carries");
    }

    @Test
    void aRestartThatSetsWhatIsContestedIsNotMade() {
        var restart = new Restart(List.of(), 1, false, List.of(RENAME), List.of(), List.of());
        Plan plan = new Plan(List.of(), Optional.of(restart), List.of(), List.of());
        Plan left = damped(plan, look(AVm.ofOurs()), _ -> Optional.of(LOST));
        assertThat(left.restart()).isEmpty();
        assertThat(left.hindrances()).hasSize(1);
    }

    @Test
    void aVmThatIsBeingMadeIsNotDisturbed() {
        var vm = AVm.ofOurs();
        vm.template = true;
        vm.name = Keys.makingName("token");
        assertThat(damped(vm, List.of(DESCRIBE), DESCRIBE).steps()).containsExactly(DESCRIBE);
    }
}
