package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.CrashLab;
import io.xcpoperator.operator.testing.CrashStories;
import io.xcpoperator.operator.testing.CrashStories.Cleaning;
import io.xcpoperator.operator.testing.CrashStory;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.Guillotine;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * As {@link VmCrashTest}, of snapshots: taken once, gone with all their disks, and brought back once, wherever the operator
 * dies.
 */
class SnapshotCrashTest {
    private static CrashStories<VmSite> told;

    /** One thing that is done to a snapshot, or with it. */
    enum Story {
        IS_TAKEN_AND_EXPIRES(
                site -> {},
                _ -> true,
                site -> apply(site, "memory: Include", "timeToLive: 1s"),
                site -> snapshot(site).filter(SnapshotCrashTest::isOver).isPresent() && noneInPool(site),
                site -> assertThat(site.pool().calls().of("VM.checkpoint"))
                        .as("taken once")
                        .isEqualTo(1)),
        IS_DESTROYED(
                SnapshotCrashTest::apply,
                SnapshotCrashTest::isThere,
                SnapshotCrashTest::delete,
                site -> isClean(site),
                site -> assertThat(site.pool().calls().of("VM.snapshot")).isZero()),
        IS_BROUGHT_BACK(
                SnapshotCrashTest::apply,
                SnapshotCrashTest::isThere,
                site -> restore(
                        site, "mode: InPlace", "confirm: " + site.theVm().get("uuid")),
                site -> restored(site)
                        && VmSite.READY.test(site)
                        && site.theVm().get("power_state").equals("Running")
                        && tasks(site).isEmpty(),
                site -> {
                    assertThat(site.pool().calls().of("VM.revert"))
                            .as("reverted once")
                            .isEqualTo(1);
                    assertThat(site.pool().calls().of("VM.snapshot"))
                            .as("one to undo it")
                            .isEqualTo(1);
                    assertThat(site.theVm().get("other_config").toString())
                            .contains(OwnerMark.KEY)
                            .doesNotContain("xcp-operator.io/claim");
                }),
        BECOMES_ANOTHER_VM(
                SnapshotCrashTest::apply,
                SnapshotCrashTest::isThere,
                site -> restore(site, "target: {poolRef: {name: NAME}, nameLabel: NAME-new}"),
                site -> restored(site) && tasks(site).isEmpty(),
                site -> {
                    assertThat(site.pool().calls().of("VM.clone"))
                            .as("cloned once")
                            .isEqualTo(1);
                    assertThat(site.pool().direct().named("VM", site.name() + "-new"))
                            .singleElement()
                            .satisfies(vm -> assertThat(site.pool().direct().record("VM", vm))
                                    .containsEntry("is_a_template", false)
                                    .extractingByKey("other_config")
                                    .asString()
                                    .doesNotContain("xcp-operator.io/"));
                });

        private final CrashStory<VmSite> story;

        Story(
                Consumer<VmSite> given,
                Predicate<VmSite> begun,
                Consumer<VmSite> change,
                Predicate<VmSite> there,
                Consumer<VmSite> check) {
            this.story = new CrashStory<>(
                    name(),
                    List.of(
                            new Given<>(site -> site.applyVm("guestAgent: {required: true}"), VmSite.READY),
                            new Given<>(given, begun)),
                    change,
                    there,
                    check);
        }
    }

    @BeforeAll
    static void start() {
        told = new CrashStories<>(
                new CrashLab<>("snapcrash", Guillotine::overVms, VmSite::new),
                Stream.of(Story.values()).map(story -> story.story).toList(),
                SnapshotCrashTest::assertThatAllIsWell,
                new Cleaning<>(
                        SnapshotCrashTest::delete,
                        SnapshotCrashTest::isClean,
                        site -> site.destroy(site.name() + "-new")));
    }

    @AfterAll
    static void stop() {
        told.close();
    }

    @ParameterizedTest
    @EnumSource
    void goesOnOnceWhereverTheOperatorDies(Story story) {
        told.tell(story.story, Blade.KILLS);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnOnceWhicheverAnswerIsLost(Story story) {
        told.tell(story.story, Blade.SWALLOWS_THE_ANSWER);
    }

    private static boolean isThere(VmSite site) {
        return snapshot(site).filter(SnapshotCrashTest::isTaken).isPresent()
                && tasks(site).isEmpty();
    }

    private static void restore(VmSite site, String... lines) {
        site.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachineRestore
                metadata: {name: NAME-new, namespace: HERE}
                spec:
                  source: {virtualMachineSnapshotRef: {name: NAME}}
                """ + CrashStory.lines(lines));
    }

    private static boolean restored(VmSite site) {
        return site.find(VirtualMachineRestore.class, site.name() + "-new")
                .filter(restore ->
                        restore.getStatus() != null && restore.getStatus().phase() == RestorePhase.Completed)
                .isPresent();
    }

    /** The VM itself stays for the next story. */
    private static void assertThatAllIsWell(VmSite site) {
        assertThat(site.theVm()).containsEntry("power_state", "Running");
        assertThat(site.ourDisks().stream()
                        .filter(vdi -> !(boolean) vdi.get("is_a_snapshot")
                                && vdi.get("other_config")
                                        .toString()
                                        .contains(site.theVm().get("uuid").toString())))
                .as("the VM's own disk")
                .hasSize(1);
    }

    private static void apply(VmSite site, String... lines) {
        site.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachineSnapshot
                metadata: {name: NAME, namespace: HERE}
                spec:
                  virtualMachineRef: {name: NAME}
                """ + CrashStory.lines(lines));
    }

    /** With what a restore left. */
    private static void delete(VmSite site) {
        var restore = site.client()
                .resources(VirtualMachineRestore.class)
                .inNamespace(site.namespace())
                .withName(site.name() + "-new");
        if (restore.get() != null) {
            restore.withTimeout(60, TimeUnit.SECONDS).delete();
        }
        site.delete(VirtualMachineSnapshot.class, site.name() + "-new-undo");
        site.delete(VirtualMachineSnapshot.class, site.name());
    }

    private static Optional<VirtualMachineSnapshot> snapshot(VmSite site) {
        return site.find(VirtualMachineSnapshot.class);
    }

    private static boolean isTaken(VirtualMachineSnapshot snapshot) {
        return snapshot.getStatus() != null
                && Conditions.isTrue(snapshot.getStatus().conditions(), Conditions.READY);
    }

    private static boolean isOver(VirtualMachineSnapshot snapshot) {
        return isTaken(snapshot) && Conditions.isTrue(snapshot.getStatus().conditions(), "Expired");
    }

    /** Neither a snapshot, nor a disk of one, nor a task is left. */
    private static boolean isClean(VmSite site) {
        return snapshotsOf(site).isEmpty() && noneInPool(site);
    }

    private static List<VirtualMachineSnapshot> snapshotsOf(VmSite site) {
        return site
                .client()
                .resources(VirtualMachineSnapshot.class)
                .inNamespace(site.namespace())
                .list()
                .getItems()
                .stream()
                .filter(s -> s.getMetadata()
                        .getName()
                        .replaceFirst("(-new)?-undo$", "")
                        .equals(site.name()))
                .toList();
    }

    private static boolean noneInPool(VmSite site) {
        return site.records("VM").noneMatch(vm -> (boolean) vm.get("is_a_snapshot"))
                && site.records("VDI").noneMatch(vdi -> (boolean) vdi.get("is_a_snapshot"))
                && tasks(site).isEmpty();
    }

    private static List<?> tasks(VmSite site) {
        return site.records("task")
                .filter(task -> task.get("other_config").toString().contains("xcp-operator.io/"))
                .toList();
    }
}
