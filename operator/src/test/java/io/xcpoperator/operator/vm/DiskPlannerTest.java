package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The disk of the entry {@code data}, 20 GiB: wherever it is, whoever's it is, and whatever was approved of it (S1, S13). */
class DiskPlannerTest {
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final List<Power> POWERS = List.of(Power.Halted, Power.Running, Power.Paused, Power.Suspended);

    private static final Owner ANOTHER = new Owner("cluster-1", new ObjectKey("apps", "other"), "uid-9");

    /** Where a disk is that may be the entry's. */
    private enum There {
        NOWHERE,
        ON_THE_VM,
        ON_THE_VM_AND_SMALLER,
        ON_THE_VM_AND_LARGER,
        /** Attached by a person: nothing says that we know it. */
        ON_THE_VM_BUT_STRANGE,
        LOOSE,
        LOOSE_BUT_IN_USE,
        /** Made for a VM of another resource. */
        LOOSE_BUT_ANOTHERS
    }

    private enum Approved {
        NOTHING,
        TO_DESTROY,
        TO_MAKE_AGAIN
    }

    private record Case(
            boolean listed, There there, boolean once, Approved approved, Power power, boolean drivers, Draft draft) {
        <A extends Action> boolean does(Class<A> action) {
            return draft.steps().stream().map(Step::action).anyMatch(action::isInstance);
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (boolean listed : BOTH) {
            for (There there : There.values()) {
                for (boolean once : BOTH) {
                    for (Approved approved : Approved.values()) {
                        for (Power power : POWERS) {
                            for (boolean drivers : BOTH) {
                                all.add(of(listed, there, once, approved, power, drivers));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Case of(boolean listed, There there, boolean once, Approved approved, Power power, boolean drivers) {
        AVm vm = AVm.ofOurs().in(power);
        vm.drivers = drivers && power == Power.Running;
        switch (there) {
            case ON_THE_VM -> vm.disks.add(vm.disk("data", 1, 20));
            case ON_THE_VM_AND_SMALLER -> vm.disks.add(vm.disk("data", 1, 10));
            case ON_THE_VM_AND_LARGER -> vm.disks.add(vm.disk("data", 1, 30));
            case ON_THE_VM_BUT_STRANGE -> vm.disks.add(strange(vm.disk("data", 1, 20)));
            case NOWHERE, LOOSE, LOOSE_BUT_IN_USE, LOOSE_BUT_ANOTHERS -> {}
        }
        Wanted want = Wanted.running().disk("root", 40);
        if (listed) {
            want.disk("data", 20);
        }
        var draft = new Draft("web");
        DiskPlanner.plan(want.vm(), vm.facts(), around(there, once, approved), draft);
        return new Case(listed, there, once, approved, power, drivers, draft);
    }

    @Test
    void aDeviceThatDiffersIsToldAndTheDiskStaysWhereItIs() {
        DesiredVm.Disk root = new DesiredVm.Disk(
                "root", Optional.of(5), Optional.empty(), new Resolved.Found<>(AVm.NAS), false, Optional.empty());
        Plan plan = new ModelPool()
                .with(AVm.ofOurs())
                .plan(Wanted.running().disk(root).vm());
        assertThat(plan.all()).isEmpty();
        assertThat(plan.hindrances())
                .extracting(Hindrance::message)
                .containsExactly(
                        "disks[root].device is 5 in the spec and 0 in the pool, and cannot be changed in place: take the entry away, and list it anew once its disk is in status.detachedDisks; what else the spec changes goes on");
    }

    private static DiskFacts strange(DiskFacts of) {
        return new DiskFacts(
                of.vbd(),
                of.vdi(),
                of.uuid(),
                of.sr(),
                of.size(),
                of.used(),
                of.device(),
                of.attached(),
                Optional.empty(),
                false,
                Optional.empty(),
                of.chain(),
                of.growsLive());
    }

    private static Surroundings around(There there, boolean once, Approved approved) {
        Stream<Approval> approvals = switch (approved) {
            case NOTHING -> Stream.of();
            case TO_DESTROY -> Stream.of(approval(Approvals.DELETE_DISK));
            case TO_MAKE_AGAIN -> Stream.of(approval(Approvals.RECREATE));
        };
        return new Surroundings(
                new ObjectKey("infra", "home"),
                List.of(AVm.XCP1, AVm.XCP2),
                Map.of(),
                loose(there),
                once ? Map.of("data", "disk-data") : Map.of(),
                new Approvals(approvals.toList()),
                Claims.none(),
                true,
                AVm.CAN);
    }

    private static Approval approval(String name) {
        return new Approval(name, "disk-data", ModelPool.NOW.toString(), null);
    }

    private static List<LooseDisk> loose(There there) {
        boolean anothers = there == There.LOOSE_BUT_ANOTHERS;
        var of = Keys.DiskOf.of(anothers ? ANOTHER : AVm.ME, AVm.UUID, "data");
        var disk = new LooseDisk(
                new VdiRef("OpaqueRef:loose"),
                new VdiUuid("disk-data"),
                20 * Bytes.GIB,
                Optional.of(of),
                there == There.LOOSE_BUT_IN_USE);
        return there == There.LOOSE || there == There.LOOSE_BUT_IN_USE || anothers ? List.of(disk) : List.of();
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate()).limit(3)).isEmpty();
    }

    @Test
    void aDiskIsDestroyedExactlyWhenItIsOursLooseUnlistedAndApproved() {
        always(
                _ -> true,
                of -> of.does(DestroyAction.class)
                        == (!of.listed() && of.there() == There.LOOSE && of.approved() == Approved.TO_DESTROY));
    }

    @Test
    void whatWeDoNotKnowIsNeverTakenOffAVm() {
        always(
                of -> of.there() == There.ON_THE_VM_BUT_STRANGE,
                of -> !of.does(DiskAction.DetachDisk.class)
                        && !of.does(DiskAction.UnplugDisk.class)
                        && !of.does(DiskAction.GrowDisk.class));
    }

    @Test
    void whatIsNoLongerListedIsDetachedOnlyWhereTheGuestCanLetGo() {
        always(
                of -> !of.listed() && of.there() == There.ON_THE_VM,
                of -> of.does(DiskAction.DetachDisk.class)
                        == (of.power() == Power.Halted || (of.power() == Power.Running && of.drivers())));
    }

    /** S13: what was once there is not made a second time, blank, without a person's word. */
    @Test
    void aDiskIsMadeOnlyWhereNoneIsAndNoneWas() {
        always(
                of -> of.does(DiskAction.CreateDisk.class),
                of -> of.listed()
                        && !List.of(
                                        There.LOOSE,
                                        There.ON_THE_VM,
                                        There.ON_THE_VM_AND_SMALLER,
                                        There.ON_THE_VM_AND_LARGER)
                                .contains(of.there())
                        && (!of.once() || of.approved() == Approved.TO_MAKE_AGAIN));
        always(
                of -> of.listed() && of.there() == There.NOWHERE && !of.once(),
                of -> of.does(DiskAction.CreateDisk.class));
    }

    @Test
    void aLooseDiskOfOursIsFoundAgain() {
        always(
                of -> of.listed() && of.there() == There.LOOSE,
                of -> of.does(DiskAction.AttachDisk.class) && !of.does(DiskAction.CreateDisk.class));
    }

    @Test
    void whatIsInUseElsewhereOrAnothersIsNotAttached() {
        always(
                of -> of.once()
                        && List.of(There.LOOSE_BUT_IN_USE, There.LOOSE_BUT_ANOTHERS)
                                .contains(of.there()),
                of -> !of.does(DiskAction.AttachDisk.class)
                        && of.draft().hindrances().size() == (of.listed() ? 1 : 0));
    }

    @Test
    void aDiskGrowsWhereTheVmStandsAndNeverShrinks() {
        always(
                of -> of.listed() && of.there() == There.ON_THE_VM_AND_SMALLER,
                of -> of.does(DiskAction.GrowDisk.class) == (of.power() == Power.Halted)
                        && of.draft().restart().isEmpty() == (of.power() == Power.Halted));
        always(
                of -> of.listed() && of.there() == There.ON_THE_VM_AND_LARGER,
                of -> of.draft().steps().isEmpty() && of.draft().hindrances().size() == 1);
    }

    @Test
    void whatIsAsItShallBeCostsNothing() {
        always(
                of -> of.listed() && of.there() == There.ON_THE_VM,
                of -> of.draft().steps().isEmpty()
                        && of.draft().restart().isEmpty()
                        && of.draft().hindrances().isEmpty());
    }

    /** It would be taken from the guest, and an empty disk put in its place. */
    @Test
    void aMistypedNameTakesNoDiskAwayAndMakesNone() {
        for (Power power : POWERS) {
            AVm vm = AVm.ofOurs().in(power);
            vm.disks.add(vm.disk("data", 1, 20));
            var draft = new Draft("web");
            DiskPlanner.plan(
                    Wanted.running().disk("root", 50).disk("dta", 20).vm(),
                    vm.facts(),
                    around(There.NOWHERE, false, Approved.NOTHING),
                    draft);
            assertThat(draft.steps().stream().map(Step::action))
                    .noneMatch(action -> action instanceof DiskAction.UnplugDisk
                            || action instanceof DiskAction.DetachDisk
                            || action instanceof DiskAction.CreateDisk);
            assertThat(draft.hindrances())
                    .singleElement()
                    .satisfies(why -> assertThat(why.message())
                            .startsWith("disks[dta] is new and disks[data] is gone: if that is a typing error"));
            assertThat(draft.steps().stream().map(Step::action).anyMatch(DiskAction.GrowDisk.class::isInstance))
                    .as("all else goes on")
                    .isEqualTo(power == Power.Halted);
        }
    }
}
