package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guest's first boot, and no other, has its cloud-init before it; and the drive is gone once it can be. */
class SeedPlannerTest {
    private static final String TEXT = "#cloud-config\npassword: hunter2\n";
    private static final String PRINT = print(TEXT);

    private static String print(String text) {
        return texts(text).print();
    }

    private static Seed.Texts texts(String text) {
        return Wanted.running()
                .cloudInit(text)
                .seed
                .flatMap(seed -> seed.texts().found())
                .orElseThrow();
    }

    private static Wanted want() {
        return Wanted.running().disk("root", 40).cloudInit(TEXT);
    }

    private static List<String> words(Plan plan) {
        return plan.all().stream()
                .filter(step -> step.on().endsWith("cloud-init drive") || step.action() instanceof PowerAction)
                .map(step -> step.action().getClass().getSimpleName())
                .toList();
    }

    /** A VM of ours, halted, and at this stage of its first boot; its drive at hand. */
    private static AVm vm(SeedMemo.Stage stage) {
        AVm vm = AVm.ofOurs().halted();
        vm.disks.replaceAll(disk -> disk.attached(false));
        return vm.own(Keys.SEED, stage.name().toLowerCase(java.util.Locale.ROOT) + "/" + PRINT);
    }

    private static ModelPool with(AVm vm, boolean attached) {
        ModelPool pool = new ModelPool().with(vm);
        DiskFacts drive = vm.seedDrive(1);
        pool.content.put(drive.vdi(), PRINT);
        if (attached) {
            vm.disks.add(drive);
        } else {
            pool.loose.add(new LooseDisk(drive.vdi(), drive.uuid(), drive.size(), drive.of(), false));
        }
        return pool;
    }

    private static ModelPool running(boolean agent) {
        AVm vm = vm(SeedMemo.Stage.GIVEN);
        vm.power = Power.Running;
        vm.agent = agent;
        vm.drivers = agent;
        vm.started = Optional.of(ModelPool.NOW.minusSeconds(60));
        vm.disks.replaceAll(disk -> disk.attached(true));
        return with(vm, true);
    }

    @Test
    void aVmIsMadeWithItsDriveWholeBeforeItIsAttachedAndThereBeforeItStarts() {
        Plan plan = new ModelPool().plan(want().vm());
        assertThat(words(plan)).containsExactly("CreateDisk", "FillDrive", "DriveIsWhole", "AttachDrive", "Start");
        assertThat(plan.toString()).as("what is in it is in no plan").doesNotContain("hunter2");
    }

    @Test
    void withoutItsSecretNoVmIsMadeAndNoneStarts() {
        var missing = Hindrance.waits(Reason.SecretMissing, "Secret apps/web does not exist");
        Wanted want = want();
        want.seed = Optional.of(new Seed(new Resolved.Unresolved<>(missing), false));
        assertThat(new ModelPool().plan(want.vm())).isEqualTo(Plan.waiting(missing));
        Plan halted = with(vm(SeedMemo.Stage.MADE), true).plan(want.vm());
        assertThat(halted.steps()).isEmpty();
        assertThat(halted.hindrances()).containsExactly(missing);
        assertThat(running(true).plan(want.vm()).isDone())
                .as("one that has booted needs it no more")
                .isTrue();
    }

    @Test
    void withoutAnyDiskThereIsNoPlaceForItsDrive() {
        Wanted want = Wanted.running().cloudInit(TEXT);
        want.origin = new Origin.Template(new Resolved.Found<>(bare()), Optional.empty());
        assertThat(new ModelPool().plan(want.vm()).hindrances())
                .singleElement()
                .satisfies(why -> assertThat(why.message()).contains("cloudInit needs a disk"));
    }

    private static VmFacts bare() {
        AVm template = AVm.template();
        template.disks.clear();
        return template.facts();
    }

    @Test
    void beforeTheFirstBootADriveThatWasTakenOutIsPutBackAndOneThatIsGoneIsMadeAgain() {
        assertThat(words(with(vm(SeedMemo.Stage.MADE), false).plan(want().vm())))
                .containsExactly("AttachDrive", "Start");
        assertThat(words(new ModelPool().with(vm(SeedMemo.Stage.MADE)).plan(want().vm())))
                .containsExactly("CreateDisk", "FillDrive", "DriveIsWhole", "AttachDrive", "Start");
    }

    @Test
    void beforeTheFirstBootAnotherTextMeansAnotherDrive() {
        for (boolean attached : List.of(true, false)) {
            ModelPool pool = with(vm(SeedMemo.Stage.MADE), attached);
            DesiredVm want = want().cloudInit("#!/bin/sh").vm();
            for (int round = 0; round < 9; round++) {
                pool.execute(pool.plan(want).all());
            }
            assertThat(pool.content).containsValue(print("#!/bin/sh"));
            assertThat(pool.only().power).isEqualTo(Power.Running);
            assertThat(pool.loose).isEmpty();
        }
    }

    /** Nobody can tell what is on it (decision 0111). */
    @Test
    void aDriveThatIsNotKnownToBeWholeIsDestroyedAndNeverFilledAgain() {
        ModelPool pool = with(vm(SeedMemo.Stage.MADE), false);
        pool.content.replaceAll((_, _) -> SeedFacts.FILLING);
        assertThat(words(pool.plan(want().vm()))).startsWith("DestroyDisk", "CreateDisk", "FillDrive");
        pool.sent.add(SeedAction.task(pool.loose.getFirst().uuid().value(), print("other")));
        assertThat(words(pool.plan(want().vm()))).startsWith("DestroyDisk");
        pool.sent.add(SeedAction.task(pool.loose.getFirst().uuid().value(), PRINT));
        assertThat(words(pool.plan(want().vm()))).startsWith("DriveIsWhole", "AttachDrive");
    }

    @Test
    void aVmThatHasBootedIsNeverGivenADrive() {
        for (AVm vm : List.of(AVm.ofOurs(), vm(SeedMemo.Stage.GIVEN), vm(SeedMemo.Stage.OVER))) {
            Plan plan =
                    new ModelPool().with(vm).plan(want().cloudInit("#!/bin/sh").vm());
            assertThat(words(plan)).doesNotContain("CreateDisk", "AttachDrive");
            assertThat(plan.nextBoot())
                    .singleElement()
                    .satisfies(change -> assertThat(change.because()).isEqualTo(Because.FirstBootOver));
        }
    }

    @Test
    void whereTheTextsAreFromAnotherSecretNobodySaysThatTheyHaveChanged() {
        Wanted want = want();
        var texts = new Seed.Texts(Optional.of(new Seed.Text("other", "another-uid")), Optional.empty());
        want.seed = Optional.of(new Seed(new Resolved.Found<>(texts), false));
        assertThat(running(true).plan(want.vm()).nextBoot()).isEmpty();
    }

    @Test
    void theDriveGoesFiveMinutesAfterTheAgentWasSeen() {
        ModelPool pool = running(true);
        assertThat(pool.plan(want().vm()).isDone()).isTrue();
        assertThat(SeedPlanner.wait(want().vm(), pool.only().facts(), pool.around()))
                .contains(Duration.ofMinutes(5).plusSeconds(1));
        pool.agentSince = Optional.of(ModelPool.NOW.minus(Duration.ofMinutes(5)));
        assertThat(words(pool.plan(want().vm()))).containsExactly("UnplugDisk", "DetachDisk", "DestroyDisk");
        assertThat(words(pool.plan(want().cloudInit(TEXT, true).vm()))).isEmpty();
        for (int round = 0; round < 5; round++) {
            pool.execute(pool.plan(want().vm()).all());
        }
        assertThat(pool.only().disks).noneMatch(DiskFacts::isSeed);
        assertThat(pool.loose).isEmpty();
        assertThat(pool.plan(want().vm()).isDone()).isTrue();
    }

    @Test
    void aGuestThatDoesNotLetGoOfItKeepsItUntilItStops() {
        ModelPool pool = running(false);
        assertThat(words(pool.plan(want().vm()))).as("a minute after the start").isEmpty();
        pool.only().started = Optional.of(ModelPool.NOW.minus(Duration.ofMinutes(15)));
        pool.execute(pool.plan(want().vm()).all());
        assertThat(pool.only().disks).as("no drivers").anyMatch(DiskFacts::isSeed);
        pool.only().drivers = true;
        pool.unplugRefused = true;
        assertThat(pool.plan(want().vm()).isDone()).isTrue();
        assertThat(words(pool.plan(want().power(Power.Halted).vm())))
                .containsExactly("CleanShutdown", "DetachDisk", "DestroyDisk");
    }

    @Test
    void aDriveThatWasTakenOutOfAGuestIsDestroyedUnlessItIsToBeKept() {
        ModelPool pool = with(vm(SeedMemo.Stage.GIVEN), false);
        assertThat(words(pool.plan(want().power(Power.Halted).vm()))).containsExactly("DestroyDisk");
        assertThat(words(pool.plan(
                        want().cloudInit(TEXT, true).power(Power.Halted).vm())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SeedMemo.Stage.class)
    void ofTwoDrivesWithOneMarkNeitherIsTouched(SeedMemo.Stage stage) {
        ModelPool pool = with(vm(stage), false);
        LooseDisk one = pool.loose.getFirst();
        pool.loose.add(new LooseDisk(
                new io.xcpoperator.xapi.types.VdiRef("OpaqueRef:copy"),
                new io.xcpoperator.xapi.types.VdiUuid("copy"),
                one.size(),
                one.of(),
                false));
        assertThat(words(pool.plan(want().power(Power.Halted).vm()))).doesNotContain("DestroyDisk");
    }

    /** Neither a leftover to be destroyed with leave, nor one that the spec does not list. */
    @Test
    void itIsNoDiskOfThePersons() {
        ModelPool pool = with(vm(SeedMemo.Stage.MADE), false);
        assertThat(DiskPlanner.unwanted(want().vm(), pool.only().facts(), pool.around()))
                .isEmpty();
        VmFacts vm = with(vm(SeedMemo.Stage.MADE), true).only().facts();
        assertThat(DiskStatuses.of(want().vm(), vm, pool.around(), null))
                .extracting(disk -> disk.name())
                .containsExactly("root");
        DesiredVm more = want().disk("data", 10).vm();
        assertThat(DiskMatch.find(
                        more.disks().orElseThrow().getLast(), more.disks().orElseThrow(), more, vm))
                .as("by its place either")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"Halted", "Running"})
    void itGoesWithAResourceThatLetsItsVmGo(Power power) {
        ModelPool pool = power == Power.Running ? running(true) : with(vm(SeedMemo.Stage.GIVEN), true);
        DesiredVm want = want().vm();
        var fate = new TeardownPlanner.Fate(false, false, Optional.empty());
        List<Step> steps = new TeardownPlanner(ModelPool.NOW)
                .plan(want, pool.observe(want), fate, 1)
                .steps();
        assertThat(steps.stream().map(Step::action))
                .contains(new DestroyAction.DestroyDisk(
                        pool.only().disks.getLast().vdi(), SeedDrives.ENTRY))
                .endsWith(new MakingAction.Unmark(pool.only().ref));
    }
}
