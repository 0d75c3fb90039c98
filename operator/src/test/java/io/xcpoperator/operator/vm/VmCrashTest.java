package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.CrashLab;
import io.xcpoperator.operator.testing.CrashStories;
import io.xcpoperator.operator.testing.CrashStories.Cleaning;
import io.xcpoperator.operator.testing.CrashStory;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.CutPoints;
import io.xcpoperator.operator.testing.Guillotine;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at a write, to the pool or to the API server: at each kind of a story's writes once ({@link CutPoints}).
 * Another one goes on, and it ends as if nothing had been.
 */
class VmCrashTest {
    private static final long GIB = 1L << 30;

    private static final String NIC = "networkInterfaces: [{name: lan, networkRef: {name: NAME}}]";
    private static final String RESTART = "restartPolicy: {when: OnApproval}";

    static Stream<CrashStory<VmSite>> stories() {
        return Stream.of(creation(), resize(), disks(), machine(), migration(), motion(), deletion(), retention());
    }

    private static Given<VmSite> running(String... lines) {
        return new Given<>(site -> site.applyVm(lines), VmSite.READY);
    }

    private static CrashStory<VmSite> creation() {
        return new CrashStory<>(
                "creation",
                List.of(),
                site -> site.applyVm(
                        "cpu: {count: 2}",
                        "memory: {size: 2Gi}",
                        "disks: [{name: root}, {name: data, size: 1Gi}]",
                        "cloudInit: {userData: {inline: hello}}",
                        NIC),
                VmSite.READY,
                site -> {
                    assertThat(site.theVm())
                            .containsEntry("power_state", "Running")
                            .containsEntry("VCPUs_at_startup", 2L)
                            .containsEntry("memory_static_max", 2 * GIB);
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(3);
                    assertThat((List<?>) site.theVm().get("VIFs")).hasSize(1);
                    assertThat(site.ourDisks()).hasSize(3);
                    assertThat(site.pool()
                                    .guests()
                                    .cloudInit(site.theVm().get("uuid").toString()))
                            .containsEntry("user-data", "hello");
                });
    }

    private static CrashStory<VmSite> resize() {
        Predicate<VmSite> pending = VmSite.ready(vm -> vm.getStatus().pendingChanges() != null);
        return new CrashStory<>(
                "resize with an approved restart",
                List.of(
                        running("cpu: {count: 1}", "memory: {size: 1Gi}", RESTART),
                        new Given<>(site -> site.applyVm("cpu: {count: 4}", "memory: {size: 2Gi}", RESTART), pending)),
                site -> site.annotate(
                        "approve-restart",
                        site.vm().getStatus().pendingChanges().hash()),
                VmSite.ready(vm -> vm.getStatus().pendingChanges() == null),
                site -> {
                    assertThat(site.theVm())
                            .containsEntry("power_state", "Running")
                            .containsEntry("VCPUs_at_startup", 4L)
                            .containsEntry("memory_static_max", 2 * GIB);
                    assertThat(site.pool().calls().of("VM.start"))
                            .as("restarted once")
                            .isEqualTo(1);
                });
    }

    private static CrashStory<VmSite> disks() {
        return new CrashStory<>(
                "growing one disk and adding another",
                List.of(running("powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]")),
                site -> site.applyVm(
                        "powerState: Running",
                        "disks: [{name: root}, {name: data, size: 2Gi}, {name: logs, size: 1Gi}]"),
                VmSite.READY,
                site -> {
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(3);
                    assertThat(site.ourDisks())
                            .extracting(disk -> disk.get("virtual_size"))
                            .containsExactlyInAnyOrder(10 * GIB, 2 * GIB, GIB);
                });
    }

    private static CrashStory<VmSite> machine() {
        return new CrashStory<>(
                "another machine: TPM, boot order, drive with a medium, limits",
                List.of(running("powerState: Halted", NIC)),
                site -> site.applyVm(
                        "powerState: Running",
                        "firmware: {vtpm: true}",
                        "boot: {order: [Network]}",
                        "cdrom: {guestTools: {}}",
                        NIC.replace("}}", "}, rateLimitKBps: 500}")),
                VmSite.READY,
                site -> {
                    assertThat((List<?>) site.theVm().get("VTPMs")).hasSize(1);
                    assertThat(site.theVm().get("HVM_boot_params").toString()).contains("order=n");
                    assertThat(((List<?>) site.theVm().get("VBDs"))
                                    .stream().map(vbd -> site.pool().direct().record("VBD", vbd.toString())))
                            .filteredOn(vbd -> vbd.get("type").equals("CD"))
                            .singleElement()
                            .satisfies(drive -> assertThat(drive).containsEntry("empty", false));
                    assertThat(((List<?>) site.theVm().get("VIFs"))
                                    .stream().map(vif -> site.pool().direct().record("VIF", vif.toString())))
                            .singleElement()
                            .satisfies(nic -> assertThat(nic)
                                    .containsEntry("currently_attached", true)
                                    .containsEntry("qos_algorithm_params", java.util.Map.of("kbps", "500")));
                });
    }

    private static String otherHost(VmSite site) {
        return "host1".equals(site.vm().getStatus().host()) ? "host2" : "host1";
    }

    /** The name of an XcpHost that was made ends with the start of its host's uuid. */
    private static boolean isWhereItShould(VmSite site, VirtualMachine vm) {
        String wanted = vm.getSpec().placement().hostRef().name();
        String there = site.theVm().get("resident_on").toString();
        return wanted.endsWith(site.pool()
                .direct()
                .record("host", there)
                .get("uuid")
                .toString()
                .substring(0, 8));
    }

    private static CrashStory<VmSite> migration() {
        return new CrashStory<>(
                "migration",
                List.of(running()),
                site -> site.applyVm("placement: {hostRef: {name: " + site.xcpHost(otherHost(site)) + "}}"),
                site -> VmSite.ready(vm -> isWhereItShould(site, vm)).test(site),
                site -> {
                    assertThat(site.theVm()).containsEntry("power_state", "Running");
                    assertThat(site.pool().calls().of("VM.pool_migrate")).isEqualTo(1);
                });
    }

    /** With a disk that the other host does not reach, and whose changed blocks are tracked. */
    private static CrashStory<VmSite> motion() {
        return new CrashStory<>(
                "migration with a disk of its host's own",
                List.of(
                        new Given<>(site -> applyStrictlyOn("host1", site), VmSite.READY),
                        new Given<>(VmSite::trackData, VmSite.READY)),
                site -> applyStrictlyOn("host2", site),
                site -> VmSite.ready(vm -> isWhereItShould(site, vm)).test(site),
                site -> {
                    assertThat(site.theVm()).containsEntry("power_state", "Running");
                    assertThat(site.pool().calls().of("VM.migrate_send")).isEqualTo(1);
                    assertThat(site.theVm().get("other_config").toString()).doesNotContain(Keys.MOVING);
                    assertThat(site.ourDisks()).hasSize(2);
                    assertThat(site.ourDisks().stream().filter(vdi -> Boolean.TRUE.equals(vdi.get("cbt_enabled"))))
                            .hasSize(1);
                });
    }

    private static void applyStrictlyOn(String host, VmSite site) {
        site.applyVm(
                "disks: [{name: root}, {name: data, size: 1Gi}]",
                "placement: {hostRef: {name: " + site.xcpHost(host) + "}, strict: true}");
    }

    private static CrashStory<VmSite> deletion() {
        return new CrashStory<>(
                "deletion",
                List.of(running("disks: [{name: root}, {name: data, size: 1Gi}]", NIC)),
                VmSite::delete,
                VmSite.GONE,
                site -> {
                    assertThat(site.vms()).isEmpty();
                    assertThat(site.ourDisks()).isEmpty();
                });
    }

    private static CrashStory<VmSite> retention() {
        return new CrashStory<>(
                "deletion that retains the VM",
                List.of(running("deletionPolicy: Retain", "disks: [{name: root}, {name: data, size: 1Gi}]", NIC)),
                VmSite::delete,
                VmSite.GONE,
                site -> {
                    assertThat(site.theVm()).containsEntry("power_state", "Running");
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(2);
                    assertThat(site.theVm().get("other_config").toString()).doesNotContain(OwnerMark.KEY);
                });
    }

    private static CrashStories<VmSite> told;

    @BeforeAll
    static void start() {
        told = new CrashStories<>(
                new CrashLab<>("crash", Guillotine::overVms, VmSite::new),
                stories().toList(),
                VmCrashTest::assertThatAllIsWell,
                new Cleaning<>(VmSite::delete, VmSite.GONE, VmSite::clear));
    }

    @AfterAll
    static void stop() {
        told.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnByTheNextOperatorWhereverTheFirstIsKilled(CrashStory<VmSite> story) {
        told.tell(story, Blade.KILLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnWhicheverAnswerOfThePoolIsLost(CrashStory<VmSite> story) {
        told.tell(story, Blade.SWALLOWS_THE_ANSWER);
    }

    private static void assertThatAllIsWell(VmSite site) {
        assertThat(site.vms()).hasSizeLessThanOrEqualTo(1);
        assertThat(site.records("VM").map(vm -> vm.get("name_label").toString()))
                .as("nothing half-made is left")
                .noneMatch(label -> label.startsWith(Keys.MAKING));
        assertThat(site.ourDisks())
                .as("no disk of ours is orphaned")
                .noneMatch(vdi -> ((List<?>) vdi.get("VBDs")).isEmpty());
        assertThat(site.records("task")
                        .filter(task -> task.get("other_config").toString().contains(OwnerMark.KEY)))
                .as("no task of ours is left")
                .isEmpty();
    }
}
