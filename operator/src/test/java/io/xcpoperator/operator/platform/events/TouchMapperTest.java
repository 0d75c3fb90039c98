package io.xcpoperator.operator.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.events.PoolChange;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.Records;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which objects a change in a pool touches, for every class that is mirrored. References and uuids are names here. */
class TouchMapperTest {
    private static final ObjectKey HOME = new ObjectKey("infra", "home");

    private static final List<XapiRecord> POOL = List.of(
            record(XapiClass.POOL, "p", Map.of("master", "host1")),
            record(XapiClass.HOST, "host1", Map.of("metrics", "live1")),
            record(XapiClass.HOST, "host2", Map.of("metrics", "live2")),
            record(XapiClass.HOST_METRICS, "live1", Map.of("live", true)),
            record(XapiClass.HOST_METRICS, "live2", Map.of("live", true)),
            record(
                    XapiClass.VM,
                    "web",
                    Map.of("resident_on", "host1", "metrics", "web-metrics", "guest_metrics", "web-guest")),
            record(XapiClass.VM, "db", Map.of("resident_on", "host2", "metrics", "db-metrics")),
            record(XapiClass.VM_METRICS, "web-metrics", Map.of()),
            record(XapiClass.VM_GUEST_METRICS, "web-guest", Map.of()),
            record(XapiClass.VBD, "web-disk", Map.of("VM", "web", "VDI", "data")),
            record(XapiClass.VBD, "db-disk", Map.of("VM", "db", "VDI", "rows")),
            record(XapiClass.VDI, "data", Map.of("SR", "nas")),
            record(XapiClass.VDI, "rows", Map.of("SR", "ssd")),
            record(XapiClass.SR, "nas", Map.of()),
            record(XapiClass.SR, "ssd", Map.of()),
            record(XapiClass.PBD, "nas-on-1", Map.of("SR", "nas", "host", "host1")),
            record(XapiClass.PBD, "nas-on-2", Map.of("SR", "nas", "host", "host2")),
            record(XapiClass.VIF, "web-nic", Map.of("VM", "web", "network", "lan")),
            record(XapiClass.NETWORK, "lan", Map.of()),
            record(XapiClass.NETWORK, "dmz", Map.of()),
            record(XapiClass.PIF, "eth0", Map.of("host", "host1", "network", "lan", "metrics", "carrier")),
            record(XapiClass.PIF, "eth0.7", Map.of("host", "host1", "network", "dmz")),
            record(XapiClass.PIF_METRICS, "carrier", Map.of()),
            record(XapiClass.VLAN, "vlan7", Map.of("tagged_PIF", "eth0", "untagged_PIF", "eth0.7")),
            record(XapiClass.BOND, "bond", Map.of("master", "eth0")),
            record(XapiClass.CONSOLE, "screen", Map.of("VM", "web")),
            record(XapiClass.TASK, "task", Map.of()),
            record(XapiClass.MESSAGE, "alarm", Map.of()),
            record(XapiClass.CERTIFICATE, "cert", Map.of("host", "host1")));

    private static XapiRecord record(XapiClass type, String name, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("uuid", name);
        all.put("other_config", Map.of("of", name));
        return Records.read(type, name, Fields.of(all));
    }

    private static XapiRecord there(String name) {
        return POOL.stream()
                .filter(record -> record.ref().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> touched(Collection<XapiRecord> view, XapiRecord before, XapiRecord after) {
        return touched(view, new PoolChange(Optional.of(before), Optional.of(after)));
    }

    private static Set<String> touched(Collection<XapiRecord> view, PoolChange change) {
        Touched touched = TouchMapper.touched(HOME, List.of(change), PoolView.of(view, List.of()));
        assertThat(touched.pool()).isEqualTo(HOME);
        assertThat(touched.whole()).isFalse();
        return touched.items().stream()
                .map(item -> item.type().wire() + " " + item.uuid())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0} touches {1}")
    @CsvSource({
        "web, 'VM web, host host1'",
        "web-metrics, VM web",
        "web-guest, VM web",
        "screen, 'VM web, host host1'",
        "web-disk, 'VM web, host host1, VDI data, SR nas'",
        "data, 'VDI data, SR nas, VM web, host host1'",
        "web-nic, 'VM web, host host1, network lan'",
        "host1, host host1",
        "live1, host host1",
        "eth0, 'network lan, host host1'",
        "carrier, 'network lan, host host1'",
        "vlan7, 'network lan, network dmz, host host1'",
        "bond, 'network lan, host host1'",
        "lan, network lan",
        "nas, SR nas",
        "nas-on-1, 'SR nas, host host1, VM web'",
        "nas-on-2, 'SR nas, host host2'",
        "p, pool p",
        "cert, pool p",
        "task, task task",
        "alarm, ''",
    })
    void aChangeTouchesWhatItHangsOnAndNoMore(String changed, String expected) {
        Set<String> objects = expected.isEmpty() ? Set.of() : Set.of(expected.split(", "));
        assertThat(touched(POOL, there(changed), there(changed))).isEqualTo(objects);
    }

    @Test
    void noClassIsForgotten() {
        assertThat(POOL.stream().map(XapiRecord::xapiClass).distinct()).containsExactlyInAnyOrder(XapiClass.values());
    }

    @Test
    void aVmThatMovesTouchesTheHostItLeftAndTheOneItCameTo() {
        XapiRecord moved = record(XapiClass.VM, "web", Map.of("resident_on", "host2"));
        assertThat(touched(POOL, there("web"), moved)).containsExactlyInAnyOrder("VM web", "host host1", "host host2");
    }

    @Test
    void aDiskThatIsUnpluggedTouchesTheVmThatHadIt() {
        List<XapiRecord> without = POOL.stream()
                .filter(record -> !record.ref().value().equals("web-disk"))
                .toList();
        assertThat(touched(without, new PoolChange(Optional.of(there("web-disk")), Optional.empty())))
                .contains("VM web", "VDI data");
    }

    /** What should be on every host is judged anew. */
    @Test
    void aHostThatComesOrGoesTouchesEveryNetworkAndStorage() {
        String[] all = {"host host2", "network lan", "network dmz", "SR nas", "SR ssd"};
        assertThat(touched(POOL, new PoolChange(Optional.empty(), Optional.of(there("host2")))))
                .containsExactlyInAnyOrder(all);
        assertThat(touched(POOL, new PoolChange(Optional.of(there("host2")), Optional.empty())))
                .containsExactlyInAnyOrder(all);
    }

    @Test
    void aHostThatDiesOrIsBackDoesToo() {
        String[] all = {"host host2", "network lan", "network dmz", "SR nas", "SR ssd"};
        XapiRecord dead = record(XapiClass.HOST_METRICS, "live2", Map.of("live", false));
        assertThat(touched(POOL, there("live2"), dead)).containsExactlyInAnyOrder(all);
        assertThat(touched(POOL, dead, there("live2"))).containsExactlyInAnyOrder(all);
    }

    @Test
    void whatIsGoneIsToldWithTheMarksItHad() {
        Touched touched = TouchMapper.touched(
                HOME,
                List.of(new PoolChange(Optional.of(there("web")), Optional.empty())),
                PoolView.of(POOL, List.of()));
        assertThat(touched.of(XapiClass.VM))
                .singleElement()
                .satisfies(item -> assertThat(item.otherConfig()).isEqualTo(Map.of("of", "web")));
    }
}
