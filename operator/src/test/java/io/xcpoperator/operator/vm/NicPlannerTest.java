package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.NetworkInterfaceStatus;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Interfaces that others replaced, destroyed or added, and what of an interface cannot be changed. */
class NicPlannerTest {
    private static final String A = "02:00:00:00:00:0a";
    private static final String B = "02:00:00:00:00:0b";

    private final AVm vm = AVm.ofOurs();
    private final ModelPool pool = new ModelPool().with(vm);

    private void has(NicFacts... nics) {
        vm.nics.addAll(Arrays.asList(nics));
    }

    private NicFacts marked(String entry, int device, String mac) {
        return AVm.under(mac, vm.nic(entry, device, AVm.LAN));
    }

    private static DesiredVm wanted(ANic... entries) {
        return wanted(Wanted.running(), entries);
    }

    private static DesiredVm wanted(Wanted wanted, ANic... entries) {
        wanted.nics = Optional.of(Arrays.stream(entries).map(ANic::entry).toList());
        return wanted.vm();
    }

    private static List<String> calls(Plan plan) {
        return plan.all().stream()
                .flatMap(step -> step.action().calls().stream())
                .toList();
    }

    private static String sentence(Plan plan) {
        assertThat(plan.hindrances()).hasSize(1);
        return plan.hindrances().getFirst().message();
    }

    private static List<NicAction.CreateNic> made(Plan plan) {
        return plan.all().stream()
                .filter(step -> step.action() instanceof NicAction.CreateNic)
                .map(step -> (NicAction.CreateNic) step.action())
                .toList();
    }

    private static List<String> waiting(Plan plan) {
        return plan.restart().stream()
                .flatMap(restart -> restart.changes().stream())
                .map(Change::sentence)
                .toList();
    }

    private void settle(DesiredVm want) {
        for (int round = 0; round < 9 && !pool.plan(want).isDone(); round++) {
            pool.execute(pool.plan(want).all());
        }
        assertThat(pool.plan(want).isDone()).isTrue();
    }

    @Test
    void oneThatAnotherToolMadeAnewIsMarkedAgainAndNotMadeTwice() {
        has(AVm.under(A, vm.nic("lan", 0, AVm.LAN)));
        vm.nics.replaceAll(
                nic -> new NicFacts(nic.vif(), 0, AVm.LAN, A, true, NicLimits.none(), Optional.empty(), false));
        DesiredVm want = wanted(new ANic("lan").seen(0, A));
        assertThat(calls(pool.plan(want))).containsExactly("VIF.add_to_other_config");
        settle(want);
        assertThat(vm.nics).singleElement().returns(Optional.of("lan"), NicFacts::entry);
    }

    @Test
    void oneThatWasDestroyedIsMadeAgainWithItsAddressAtItsPlace() {
        DesiredVm want =
                wanted(new ANic("lan").seen(4, A), new ANic("dmz").mac(B).seen(1, A));
        assertThat(made(pool.plan(want)))
                .extracting(NicAction.CreateNic::mac, NicAction.CreateNic::device)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(A, 4), org.assertj.core.api.Assertions.tuple(B, 1));
        settle(want);
        assertThat(vm.nics).extracting(NicFacts::mac).containsExactly(A, B);
    }

    @Test
    void whereAnotherIsAtItsPlaceItIsMadeAgainAtTheNextFreeOne() {
        has(vm.foreignNic(0, B));
        assertThat(made(pool.plan(wanted(new ANic("lan").seen(0, A)))))
                .singleElement()
                .returns(A, NicAction.CreateNic::mac)
                .returns(1, NicAction.CreateNic::device);
    }

    @Test
    void statusKeepsTheAddressOfOneThatIsGone() {
        has(marked("dmz", 1, B));
        DesiredVm want = wanted(new ANic("lan").seen(0, A), new ANic("dmz").seen(1, B), new ANic("new"));
        assertThat(NicStatuses.of(want, vm.facts()))
                .hasValue(List.of(
                        new NetworkInterfaceStatus("lan", 0, A, null, false),
                        new NetworkInterfaceStatus("dmz", 1, B, null, true)));
        assertThat(NicStatuses.of(wanted(new ANic("lan").seenOn("another", 0, A)), vm.facts()))
                .isEmpty();
    }

    @Test
    void whatNobodyListsIsLeftAloneAndTold() {
        has(marked("lan", 0, A), vm.foreignNic(1, B));
        DesiredVm want = wanted(new ANic("lan"));
        assertThat(pool.plan(want).isDone()).isTrue();
        assertThat(Unlisted.of(want, vm.facts())).singleElement().satisfies(condition -> {
            assertThat(condition.getType()).isEqualTo("UnlistedNetworkInterfaces");
            assertThat(condition.getMessage())
                    .isEqualTo(
                            "network interfaces that the spec does not list are left alone: 02:00:00:00:00:0b (device 1)");
        });
        assertThat(Unlisted.of(Wanted.running().vm(), vm.facts()))
                .as("they are not managed")
                .isEmpty();
    }

    @Test
    void anAddressThatDiffersIsToldAndTheRestIsDone() {
        has(AVm.under(A, vm.nic("lan", 0, AVm.IOT)));
        Plan plan = pool.plan(wanted(new ANic("lan").mac(B)));
        assertThat(sentence(plan))
                .isEqualTo(
                        "networkInterfaces[lan].macAddress is 02:00:00:00:00:0b in the spec and 02:00:00:00:00:0a in the pool, and cannot be changed in place: take the entry away, and list it anew once its interface is gone; what else the spec changes goes on");
        assertThat(plan.hindrances().getFirst())
                .returns(Reason.InvalidSpec, Hindrance::reason)
                .returns(Hindrance.Kind.Stalls, Hindrance::kind);
        assertThat(calls(plan)).containsExactly("Async.VIF.move");
    }

    @Test
    void aDeviceThatDiffersIsToldAndTheRestIsDone() {
        has(marked("lan", 0, A));
        Plan plan = pool.plan(wanted(new ANic("lan").at(2)));
        assertThat(sentence(plan))
                .startsWith(
                        "networkInterfaces[lan].device is 2 in the spec and 0 in the pool, and cannot be changed in place: take the entry away, ");
        assertThat(plan.all()).isEmpty();
    }

    @Test
    void oneThatOnlyItsPlaceSpeaksForIsNotTakenUnderAnotherAddress() {
        has(vm.foreignNic(0, A));
        Plan plan = pool.plan(wanted(Wanted.adopting(AVm.UUID), new ANic("lan").mac(B)));
        assertThat(sentence(plan))
                .isEqualTo(
                        "networkInterfaces[lan].macAddress is 02:00:00:00:00:0b in the spec and 02:00:00:00:00:0a in the pool, and cannot be changed in place: take the entry away, then list it anew with that one, or without macAddress; till then the interface is left alone");
        assertThat(plan.all()).as("neither marked nor moved").isEmpty();
    }

    @Test
    void aPlaceThatAnUnlistedOneHasIsNotToBeHad() {
        has(vm.foreignNic(0, A));
        Plan plan = pool.plan(wanted(new ANic("lan").at(0)));
        assertThat(sentence(plan))
                .isEqualTo(
                        "networkInterfaces[lan].device 0 is taken by an interface that the spec does not list (02:00:00:00:00:0a): take the entry away, then list it anew with another device or without, or remove that interface");
        assertThat(plan.all()).isEmpty();
    }

    @Test
    void aPlaceThatAnotherEntryHasIsNotToBeHad() {
        has(marked("dmz", 0, A));
        assertThat(sentence(pool.plan(wanted(new ANic("dmz"), new ANic("lan").at(0)))))
                .startsWith("networkInterfaces[lan].device 0 is taken by networkInterfaces[dmz]: ");
    }

    @Test
    void anEighthInterfaceHasNoPlace() {
        for (int device = 0; device < 6; device++) {
            has(vm.foreignNic(device, "02:00:00:00:01:0" + device));
        }
        Plan plan = pool.plan(wanted(new ANic("lan"), new ANic("dmz")));
        assertThat(made(plan)).singleElement().returns(6, NicAction.CreateNic::device);
        assertThat(sentence(plan))
                .isEqualTo(
                        "networkInterfaces[dmz] has no place: a VM takes 7 network interfaces, and 6 of this one's are not in the spec (02:00:00:00:01:00 (device 0), 02:00:00:00:01:01 (device 1), 02:00:00:00:01:02 (device 2), 02:00:00:00:01:03 (device 3), 02:00:00:00:01:04 (device 4), 02:00:00:00:01:05 (device 5)): list them, or remove one in the pool");
    }

    @Test
    void oneThatGoesWithTheNextStopKeepsItsPlaceTillThen() {
        vm.withoutTools();
        has(marked("old", 0, A));
        Plan plan = pool.plan(wanted(new ANic("new")));
        assertThat(waiting(plan)).containsExactly("networkInterfaces[old] attached → removed");
        assertThat(made(plan)).singleElement().returns(1, NicAction.CreateNic::device);
    }

    @Test
    void whoWantsThePlaceOrAddressOfOneThatGoesWithTheNextStopWaitsForItToo() {
        vm.withoutTools();
        has(marked("old", 0, A), marked("older", 1, B));
        DesiredVm want =
                wanted(new ANic("place").at(0), new ANic("address").at(2).mac(B));
        Plan plan = pool.plan(want);
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances()).isEmpty();
        assertThat(waiting(plan))
                .containsExactly(
                        "networkInterfaces[old] attached → removed",
                        "networkInterfaces[older] attached → removed",
                        "networkInterfaces[place] absent → attached",
                        "networkInterfaces[address] absent → attached");
        settle(want);
        assertThat(vm.nics)
                .extracting(NicFacts::entry, NicFacts::device)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(Optional.of("place"), 0),
                        org.assertj.core.api.Assertions.tuple(Optional.of("address"), 2));
    }

    @Test
    void aFullVmTakesANewOneInThePlaceOfOneThatGoes() {
        for (int device = 0; device < 7; device++) {
            has(marked("n" + device, device, "02:00:00:00:01:0" + device));
        }
        ANic[] entries = new ANic[7];
        for (int device = 0; device < 7; device++) {
            entries[device] = new ANic(device == 3 ? "new" : "n" + device);
        }
        Plan plan = pool.plan(wanted(entries));
        assertThat(made(plan)).singleElement().returns(3, NicAction.CreateNic::device);
        settle(wanted(entries));
        vm.withoutTools();
        entries[5] = new ANic("newer");
        assertThat(waiting(pool.plan(wanted(entries))))
                .containsExactly(
                        "networkInterfaces[n5] attached → removed", "networkInterfaces[newer] absent → attached");
    }

    @Test
    void onAnotherVmAnAddressIsChosenAnew() {
        assertThat(made(pool.plan(wanted(new ANic("lan").seenOn("another", 0, A)))))
                .singleElement()
                .returns("", NicAction.CreateNic::mac);
    }
}
