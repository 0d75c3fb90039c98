package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which VIF an entry of spec.networkInterfaces means: by mark, by address, by place. */
class NicMatchTest {
    private static final String A = "02:00:00:00:00:0a";
    private static final String B = "02:00:00:00:00:0b";

    private final AVm vm = AVm.ofOurs();

    private void has(NicFacts... nics) {
        vm.nics.addAll(Arrays.asList(nics));
    }

    private NicFacts marked(String entry, int device, String mac) {
        return AVm.under(mac, vm.nic(entry, device, AVm.LAN));
    }

    private NicMatch match(Wanted wanted, ANic... entries) {
        wanted.nics = Optional.of(Arrays.stream(entries).map(ANic::entry).toList());
        return NicMatch.of(wanted.vm(), vm.facts());
    }

    private NicMatch match(ANic... entries) {
        return match(Wanted.running(), entries);
    }

    private NicMatch adopted(ANic... entries) {
        return match(Wanted.adopting(AVm.UUID), entries);
    }

    /** Devices by entry. */
    private static Map<String, Integer> places(NicMatch match) {
        Map<String, Integer> places = new TreeMap<>();
        match.found().forEach((entry, nic) -> places.put(entry, nic.device()));
        return places;
    }

    @Test
    void ourMarkComesBeforeTheAddressAndThePlace() {
        has(vm.foreignNic(0, A), marked("lan", 3, B));
        assertThat(places(adopted(new ANic("lan").at(0).mac(A)))).isEqualTo(Map.of("lan", 3));
    }

    @Test
    void ofTwoWithOneMarkTheOneWithTheRightAddressIsMeant() {
        has(marked("lan", 0, B), marked("lan", 1, A));
        NicMatch match = match(new ANic("lan").mac(A));
        assertThat(places(match)).isEqualTo(Map.of("lan", 1));
        assertThat(match.unlisted()).extracting(NicFacts::device).containsExactly(0);
    }

    @Test
    void oneThatAnotherToolMadeAnewIsKnownByTheAddressOfTheSpec() {
        has(vm.foreignNic(2, A.toUpperCase(java.util.Locale.ROOT)));
        assertThat(places(match(new ANic("lan").mac(A)))).isEqualTo(Map.of("lan", 2));
    }

    @Test
    void oneThatAnotherToolMadeAnewIsKnownByTheAddressInStatus() {
        has(vm.foreignNic(2, A));
        assertThat(places(match(new ANic("lan").seen(0, A)))).isEqualTo(Map.of("lan", 2));
    }

    @Test
    void theAddressOfTheSpecCountsBeforeTheOneInStatus() {
        has(vm.foreignNic(0, A), vm.foreignNic(1, B));
        assertThat(places(match(new ANic("lan").mac(B).seen(0, A)))).isEqualTo(Map.of("lan", 1));
    }

    @Test
    void whatStatusHadOfAnotherVmCountsForNothing() {
        has(vm.foreignNic(0, A));
        assertThat(places(match(new ANic("lan").seenOn("another", 0, A)))).isEmpty();
    }

    @Test
    void anEntryUnderANewNameKeepsItsInterfaceIfItSaysTheSameOfIt() {
        has(marked("old", 0, A));
        NicMatch match = match(new ANic("new").mac(A));
        assertThat(places(match)).isEqualTo(Map.of("new", 0));
        assertThat(match.leaving()).isEmpty();
        assertThat(match(new ANic("new").at(1).mac(A)).leaving())
                .as("at another place it is another one")
                .hasSize(1);
        assertThat(match(new ANic("new").seen(0, A)).leaving())
                .as("status tells of no other entry")
                .hasSize(1);
        assertThat(places(match(new ANic("new").mac(A), new ANic("old"))))
                .as("the old entry is there still")
                .isEqualTo(Map.of("old", 0));
    }

    @Test
    void thePlaceCountsOnAVmThatWasThereBeforeUs() {
        has(vm.foreignNic(0, A), vm.foreignNic(1, B));
        assertThat(places(adopted(new ANic("lan"), new ANic("dmz")))).isEqualTo(Map.of("lan", 0, "dmz", 1));
        assertThat(places(match(new ANic("lan"), new ANic("dmz")))).isEmpty();
        assertThat(match(new ANic("lan"), new ANic("dmz")).unlisted()).hasSize(2);
    }

    @Test
    void thePlaceOfAnEntryIsTheFirstThatNoOtherEntryHas() {
        has(vm.foreignNic(0, A), vm.foreignNic(1, B), vm.foreignNic(2, "02:00:00:00:00:0c"));
        assertThat(places(adopted(new ANic("by-address").mac(A), new ANic("by-place"), new ANic("by-device").at(1))))
                .isEqualTo(Map.of("by-address", 0, "by-device", 1, "by-place", 2));
    }

    @Test
    void thePlaceOfOneThatIsGoneIsWhereItWas() {
        has(vm.foreignNic(0, B));
        NicMatch match = adopted(new ANic("lan").seen(1, A));
        assertThat(match.found()).isEmpty();
        assertThat(match.unlisted()).hasSize(1);
    }

    @Test
    void whatSomebodyMarkedIsNobodyElsesByItsPlace() {
        has(marked("old", 0, A));
        NicMatch match = adopted(new ANic("lan"));
        assertThat(match.found()).isEmpty();
        assertThat(match.leaving()).extracting(NicFacts::entry).containsExactly(Optional.of("old"));
    }

    @Test
    void theTemplatesLeaveAVmThatIsBeingMade() {
        vm.template = true;
        vm.name = Keys.makingName(ModelPool.TOKEN);
        has(vm.foreignNic(0, A), marked("lan", 1, B));
        NicMatch match = match(new ANic("lan"), new ANic("dmz").mac(A));
        assertThat(places(match)).isEqualTo(Map.of("lan", 1));
        assertThat(match.leaving()).extracting(NicFacts::device).containsExactly(0);
        assertThat(match.unlisted()).isEmpty();
    }

    @Test
    void whereTheSpecListsNoneNothingIsTold() {
        has(vm.foreignNic(0, A), marked("lan", 1, B));
        Wanted unmanaged = Wanted.running();
        assertThat(NicMatch.of(unmanaged.vm(), vm.facts()))
                .isEqualTo(new NicMatch(Map.of(), java.util.List.of(), java.util.List.of()));
    }
}
