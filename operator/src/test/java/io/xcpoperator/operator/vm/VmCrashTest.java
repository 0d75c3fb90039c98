package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.vm.CrashLab.Wanted;
import io.xcpoperator.operator.vm.Guillotine.Blade;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at a write, to the pool or to the API server: at each one of a story once. Another one goes on, and
 * it ends as if nothing had been.
 */
class VmCrashTest {
    private static final long GIB = 1L << 30;

    /**
     * One change to a VM.
     *
     * @param writes more than the change makes, and not many more; so the last site sees all of it uncut
     * @param given brings the VM to where the change begins; empty when the change makes it
     * @param there when the change is carried out
     * @param check what must hold then, beside what holds in every story
     */
    record Story(
            String name,
            int writes,
            List<Given> given,
            Consumer<CrashSite> change,
            Wanted there,
            Consumer<CrashSite> check) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A step towards the start of a story, and when it is done. */
    record Given(Consumer<CrashSite> step, Wanted done) {}

    private static final Wanted READY = Wanted.vm((_, vm) -> VmLab.isReady(vm));
    private static final Wanted GONE = (_, vm) -> vm.isEmpty();
    private static final String NIC = "networkInterfaces: [{name: lan, networkRef: {name: NAME}}]";
    private static final String RESTART = "restartPolicy: {when: OnApproval}";

    static Stream<Story> stories() {
        return Stream.of(creation(), resize(), disks(), migration(), deletion(), retention());
    }

    private static Given running(String... lines) {
        return new Given(site -> site.applyVm(lines), READY);
    }

    private static Story creation() {
        return new Story(
                "creation",
                27,
                List.of(),
                site -> site.applyVm(
                        "cpu: {count: 2}",
                        "memory: {size: 2Gi}",
                        "disks: [{name: root}, {name: data, size: 1Gi}]",
                        NIC),
                READY,
                site -> {
                    assertThat(site.theVm())
                            .containsEntry("power_state", "Running")
                            .containsEntry("VCPUs_at_startup", 2L)
                            .containsEntry("memory_static_max", 2 * GIB);
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(2);
                    assertThat((List<?>) site.theVm().get("VIFs")).hasSize(1);
                    assertThat(site.ourDisks()).hasSize(2);
                });
    }

    private static Story resize() {
        Wanted pending =
                Wanted.vm((_, vm) -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() != null);
        return new Story(
                "resize with an approved restart",
                19,
                List.of(
                        running("cpu: {count: 1}", "memory: {size: 1Gi}", RESTART),
                        new Given(site -> site.applyVm("cpu: {count: 4}", "memory: {size: 2Gi}", RESTART), pending)),
                site -> site.annotate(
                        "approve-restart",
                        site.vm().getStatus().pendingChanges().hash()),
                Wanted.vm((_, vm) -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() == null),
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

    private static Story disks() {
        return new Story(
                "growing one disk and adding another",
                16,
                List.of(running("powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]")),
                site -> site.applyVm(
                        "powerState: Running",
                        "disks: [{name: root}, {name: data, size: 2Gi}, {name: logs, size: 1Gi}]"),
                READY,
                site -> {
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(3);
                    assertThat(site.ourDisks())
                            .extracting(disk -> disk.get("virtual_size"))
                            .containsExactlyInAnyOrder(10 * GIB, 2 * GIB, GIB);
                });
    }

    private static String otherHost(CrashSite site) {
        return "host1".equals(site.vm().getStatus().host()) ? "host2" : "host1";
    }

    /** The name of an XcpHost that was made ends with the start of its host's uuid. */
    private static boolean isWhereItShould(CrashSite site, VirtualMachine vm) {
        String wanted = vm.getSpec().placement().hostRef().name();
        String there = site.theVm().get("resident_on").toString();
        return wanted.endsWith(site.pool()
                .direct()
                .record("host", there)
                .get("uuid")
                .toString()
                .substring(0, 8));
    }

    private static Story migration() {
        return new Story(
                "migration",
                12,
                List.of(running()),
                site -> site.applyVm("placement: {hostRef: {name: " + site.xcpHost(otherHost(site)) + "}}"),
                Wanted.vm((site, vm) -> VmLab.isReady(vm) && isWhereItShould(site, vm)),
                site -> {
                    assertThat(site.theVm()).containsEntry("power_state", "Running");
                    assertThat(site.pool().calls().of("VM.pool_migrate")).isEqualTo(1);
                });
    }

    private static Story deletion() {
        return new Story(
                "deletion",
                20,
                List.of(running("disks: [{name: root}, {name: data, size: 1Gi}]", NIC)),
                CrashSite::delete,
                GONE,
                site -> {
                    assertThat(site.vms()).isEmpty();
                    assertThat(site.ourDisks()).isEmpty();
                });
    }

    private static Story retention() {
        return new Story(
                "deletion that retains the VM",
                10,
                List.of(running("deletionPolicy: Retain", "disks: [{name: root}, {name: data, size: 1Gi}]", NIC)),
                CrashSite::delete,
                GONE,
                site -> {
                    assertThat(site.theVm()).containsEntry("power_state", "Running");
                    assertThat((List<?>) site.theVm().get("VBDs")).hasSize(2);
                    assertThat(site.theVm().get("other_config").toString()).doesNotContain(OwnerMark.KEY);
                });
    }

    private static CrashLab lab;

    @BeforeAll
    static void start() {
        lab = new CrashLab(1 + stories().mapToInt(Story::writes).max().orElseThrow());
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnByTheNextOperatorWhereverTheFirstIsKilled(Story story) {
        tell(story, Blade.KILLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnWhicheverAnswerOfThePoolIsLost(Story story) {
        tell(story, Blade.SWALLOWS_THE_ANSWER);
    }

    private static void tell(Story story, Blade blade) {
        List<CrashSite> sites = lab.sites(story.writes() + 1);
        try {
            List<String> cuts = told(story, sites, blade);
            sites.forEach(site -> assertThatAllIsWell(story, site, cuts.get(sites.indexOf(site))));
            assertThat(cuts.getLast()).as("there are more writes than points").isEmpty();
        } finally {
            sites.forEach(site -> lab.over(site).disarm());
            CrashLab.atOnce(sites, CrashSite::delete);
            lab.awaitAll("ready for the next story", sites, GONE);
            sites.forEach(CrashSite::clear);
        }
    }

    /** Where each site was cut. */
    private static List<String> told(Story story, List<CrashSite> sites, Blade blade) {
        for (Given given : story.given()) {
            CrashLab.atOnce(sites, given.step());
            lab.awaitAll("where the story begins", sites, given.done());
        }
        // the first dies before it writes anything, each of the others a write later
        sites.forEach(site -> {
            site.pool().calls().reset();
            lab.over(site).arm(sites.indexOf(site), blade);
        });
        CrashLab.atOnce(sites, story.change());
        lab.awaitAll(
                "dead or done",
                sites,
                (site, vm) -> lab.over(site).hasFallen() || story.there().holds(site, vm));
        List<String> cuts = sites.stream().map(site -> lab.over(site).last()).toList();
        if (blade == Blade.KILLS) {
            lab.replaceOperator();
        }
        lab.awaitAll("the story's end", sites, story.there());
        return cuts;
    }

    private static void assertThatAllIsWell(Story story, CrashSite site, String cut) {
        String where = "%s of %s, cut at %s".formatted(site.name(), story, cut);
        assertThat(site.vms()).as(where).hasSizeLessThanOrEqualTo(1);
        assertThat(site.records("VM").map(vm -> vm.get("name_label").toString()))
                .as("nothing half-made is left: %s", where)
                .noneMatch(label -> label.startsWith(Keys.MAKING));
        assertThat(site.ourDisks())
                .as("no disk of ours is orphaned: %s", where)
                .noneMatch(vdi -> ((List<?>) vdi.get("VBDs")).isEmpty());
        assertThat(site.records("task")
                        .filter(task -> task.get("other_config").toString().contains(OwnerMark.KEY)))
                .as("no task of ours is left: %s", where)
                .isEmpty();
        try {
            story.check().accept(site);
        } catch (AssertionError e) {
            throw new AssertionError(where, e);
        }
    }
}
