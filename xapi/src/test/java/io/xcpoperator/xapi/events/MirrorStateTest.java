package io.xcpoperator.xapi.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MirrorStateTest {
    private static final MarkIndex OWNER = new MarkIndex("owner", value -> value.substring(0, value.lastIndexOf('/')));
    private final MirrorState state = new MirrorState(StreamedMirror.CLASSES, List.of(OWNER));

    private static EventReply reply(int token, EventReply.Event... events) {
        return new EventReply("%020d,%020d".formatted(token, 0), List.of(events), new EnumMap<>(XapiClass.class));
    }

    private static EventReply.Event some(XapiClass type, String ref, Map<String, Object> fields) {
        return new EventReply.Event(type, ref, fields);
    }

    private static EventReply.Event vm(String ref, String name) {
        return some(XapiClass.VM, ref, Map.of("uuid", "uuid-" + ref, "name_label", name));
    }

    private static EventReply.Event gone(String ref) {
        return new EventReply.Event(XapiClass.VM, ref, null);
    }

    private List<PoolChange> take(MirrorState.Position since, EventReply reply) {
        return state.apply(since, reply).orElse(List.of());
    }

    private static String name(Optional<XapiRecord> vm) {
        return vm.map(VmRecord.class::cast).map(VmRecord::nameLabel).orElse("-");
    }

    @Test
    void changesAreToldWithWhatWasAndWhatIs() {
        take(state.restart(), reply(1, vm("a", "one"), vm("b", "two")));
        List<PoolChange> changes = take(state.position(), reply(2, vm("a", "ONE"), gone("b"), vm("c", "three")));
        assertThat(changes)
                .extracting(change -> name(change.before()), change -> name(change.after()))
                .containsExactlyInAnyOrder(tuple("one", "ONE"), tuple("two", "-"), tuple("-", "three"));
        assertThat(state.view().vm(new VmUuid("uuid-c"))).isPresent();
        assertThat(state.view().vm(new VmUuid("uuid-b"))).isEmpty();
    }

    @Test
    void whatTheProjectionLeavesOutIsNoChange() {
        take(state.restart(), reply(1, vm("a", "one")));
        Map<String, Object> busy =
                Map.of("uuid", "uuid-a", "name_label", "one", "last_booted_record", "x", "domid", "7");
        assertThat(take(state.position(), reply(2, some(XapiClass.VM, "a", busy))))
                .isEmpty();
    }

    @Test
    void anOlderAnswerDoesNotUndoANewerOne() {
        take(state.restart(), reply(1, vm("a", "one")));
        MirrorState.Position both = state.position();
        take(both, reply(5, vm("a", "newer")));
        assertThat(state.apply(both, reply(3, vm("a", "older")))).isEmpty();
        assertThat(state.view().vmsNamed("newer")).hasSize(1);
    }

    @Test
    void anAnswerOfAnEarlierConnectionDoesNotCount() {
        take(state.restart(), reply(7, vm("a", "one")));
        MirrorState.Position before = state.position();
        state.restart();
        assertThat(state.apply(before, reply(9, vm("a", "ghost")))).isEmpty();
    }

    @Test
    void aFullAnswerTellsOnlyTheDifference() {
        take(state.restart(), reply(9, vm("a", "one"), vm("b", "two"), vm("c", "three")));
        VmRecord same = state.view().vm(new VmRef("a")).orElseThrow();
        List<PoolChange> changes = take(state.restart(), reply(2, vm("a", "one"), vm("c", "THREE")));
        assertThat(changes).extracting(change -> change.ref().value()).containsExactlyInAnyOrder("b", "c");
        assertThat(state.view().vm(new VmRef("a"))).containsSame(same);
        assertThat(state.view().vms()).hasSize(2);
    }

    @Test
    void lostDeletionsShowInTheCounts() {
        take(state.restart(), reply(1, vm("a", "one"), vm("b", "two")));
        Map<XapiClass, Integer> counts = new EnumMap<>(XapiClass.class);
        counts.put(XapiClass.VM, 1);
        counts.put(XapiClass.MESSAGE, 900);
        assertThat(state.miscounted(new EventReply("2", List.of(), counts))).containsExactly(XapiClass.VM);
    }

    @Test
    void anObjectIsFoundByItsMarkAndByRelations() {
        Map<String, Object> marked = Map.of("other_config", Map.of("owner", "c/ns/web/uid/u1"));
        take(
                state.restart(),
                reply(
                        1,
                        some(XapiClass.VM, "a", marked),
                        some(XapiClass.VM, "clone", marked),
                        some(XapiClass.VBD, "v1", Map.of("VM", "a", "VDI", "d")),
                        some(XapiClass.VBD, "v2", Map.of("VM", "a", "VDI", "e"))));
        assertThat(state.view().vmsMarked(OWNER, "c/ns/web/uid")).hasSize(2);
        assertThat(state.view().vbdsOf(new VmRef("a"))).hasSize(2);
        take(
                state.position(),
                reply(2, some(XapiClass.VM, "clone", Map.of()), some(XapiClass.VBD, "v1", Map.of("VM", "clone"))));
        assertThat(state.view().vmsMarked(OWNER, "c/ns/web/uid")).hasSize(1);
        assertThat(state.view().vbdsOf(new VmRef("a"))).hasSize(1);
        assertThat(state.view().vbdsOf(new VmRef("clone"))).hasSize(1);
    }

    @Test
    void aReaderKeepsTheViewItTook() {
        take(state.restart(), reply(1, vm("a", "one")));
        PoolView kept = state.view();
        take(state.position(), reply(2, gone("a"), vm("b", "two")));
        assertThat(kept.vms()).extracting(VmRecord::nameLabel).containsExactly("one");
    }

    @Test
    void thePersistentMapAgreesWithAPlainOneInEveryVersion() {
        Random random = new Random(7);
        PersistentMap<Integer, Integer> map = PersistentMap.empty();
        Map<Integer, Integer> plain = new HashMap<>();
        List<PersistentMap<Integer, Integer>> versions = new ArrayList<>();
        List<Map<Integer, Integer>> copies = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            PersistentMap.Editor<Integer, Integer> editor = map.edit();
            for (int i = 0; i < 20; i++) {
                int key = random.nextInt(500);
                if (random.nextInt(3) == 0) {
                    assertThat(editor.remove(key)).isEqualTo(plain.remove(key));
                } else {
                    assertThat(editor.put(key, round)).isEqualTo(plain.put(key, round));
                }
            }
            map = editor.done();
            versions.add(map);
            copies.add(new HashMap<>(plain));
        }
        for (int i = 0; i < versions.size(); i++) {
            PersistentMap<Integer, Integer> version = versions.get(i);
            Map<Integer, Integer> copy = copies.get(i);
            assertThat(version.size()).isEqualTo(copy.size());
            assertThat(version.keys()).containsExactlyInAnyOrderElementsOf(copy.keySet());
            copy.forEach((key, value) -> assertThat(version.get(key)).isEqualTo(value));
        }
    }
}
