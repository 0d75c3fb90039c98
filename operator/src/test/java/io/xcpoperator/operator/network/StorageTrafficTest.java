package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTrafficTest {
    private static PifRecord pif(String ip) {
        return PifRecord.read(
                new PifRef("OpaqueRef:pif"),
                Fields.of(Map.of("uuid", "p", "host", "OpaqueRef:h1", "IP", ip, "netmask", "255.255.255.0")));
    }

    private static PoolView view(String host, boolean attached, Map<String, String> config) {
        var sr = SrRecord.read(new SrRef("OpaqueRef:sr"), Fields.of(Map.of("uuid", "s", "name_label", "nas")));
        var pbd = PbdRecord.read(
                new PbdRef("OpaqueRef:pbd"),
                Fields.of(Map.of(
                        "uuid", "b",
                        "host", host,
                        "SR", "OpaqueRef:sr",
                        "currently_attached", attached,
                        "device_config", config)));
        return PoolView.of(List.of(sr, pbd), List.of());
    }

    @ParameterizedTest(name = "{0} at {1}, seen from {2}: {3}")
    @CsvSource({
        "server, 10.0.9.5, 10.0.9.11, true",
        "server, 10.0.8.5, 10.0.9.11, false",
        "target, 10.0.9.5, 10.0.9.11, true",
        "location, 10.0.9.5:/isos, 10.0.9.11, true",
        "location, //10.0.9.5/isos, 10.0.9.11, true",
        "server, '\\\\10.0.9.5\\vms', 10.0.9.11, true",
        "server, nas.lan, 10.0.9.11, true",
        "location, /opt/isos, 10.0.9.11, false",
        "server, 10.0.9.5, '', false"
    })
    void findsWhatAHostReachesOverAnInterface(String key, String place, String ip, boolean over) {
        PoolView view = view("OpaqueRef:h1", true, Map.of(key, place));
        assertThat(StorageTraffic.over(pif(ip), view)).isEqualTo(over ? List.of("nas") : List.of());
    }

    @ParameterizedTest(name = "of {0}, attached {1}")
    @CsvSource({"OpaqueRef:h1, false", "OpaqueRef:h2, true"})
    void whatIsNotConnectedOrOnAnotherHostDoesNotCount(String host, boolean attached) {
        assertThat(StorageTraffic.over(pif("10.0.9.11"), view(host, attached, Map.of("server", "10.0.9.5"))))
                .isEmpty();
    }

    /** An adopted network, over which a host reaches storage or not, with an MTU and an address to change. */
    private static NetworkPlan plan(boolean reached, Optional<Long> mtu, Optional<Subnet> address) {
        var me = new Owner("c1", new ObjectKey("infra", "storage"), "uid-1");
        var pool = new ModelPool();
        String metrics = pool.add("host_metrics", "live", true);
        String host = pool.add("host", "name_label", "host1", "metrics", metrics);
        pool.add("pool", "master", host);
        String network = pool.add("network", "name_label", "storage", "MTU", 1500L);
        String uuid = (String) pool.get(network).get("uuid");
        pool.get(network)
                .put("other_config", Map.of(OwnerMark.KEY, me.markFor(uuid).toString()));
        pool.get(pool.pif(network, host, "eth1", -1))
                .putAll(Map.of("IP", "10.0.9.11", "netmask", "255.255.255.0", "ip_configuration_mode", "Static"));
        String sr = pool.add("SR", "name_label", "nas");
        pool.add(
                "PBD",
                "host",
                host,
                "SR",
                sr,
                "currently_attached",
                reached,
                "device_config",
                Map.of("server", "10.0.9.5"));
        PoolView view = pool.view();
        var want = new DesiredNetwork(
                me,
                new DesiredNetwork.Form.Existing(new NameOrUuid("storage", null)),
                new Wanted(null, null, null),
                mtu,
                Optional.empty(),
                address.stream()
                        .map(fixed -> new DesiredNetwork.Address(
                                "hostAddresses[h1]",
                                new Resolved.Found<>(view.hosts().getFirst()),
                                Optional.of(fixed)))
                        .toList(),
                false);
        var memory = new NetworkMemory(Optional.of(uuid), Optional.empty(), new Approvals(List.of()), Optional.empty());
        return new NetworkPlanner(want, view, memory, Instant.EPOCH)
                .plan(new Identity.There(view.networks().getFirst(), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"mtu", "hostAddresses[h1]"})
    void anMtuOrAddressUnderStorageIsNoOutageToApproveButWaits(String field) {
        Optional<Long> mtu = field.equals("mtu") ? Optional.of(9000L) : Optional.empty();
        Optional<Subnet> address = field.equals("mtu") ? Optional.empty() : Subnet.parse("10.0.9.12/24");
        assertThat(plan(false, mtu, address).outage()).isPresent();
        NetworkPlan reached = plan(true, mtu, address);
        assertThat(reached.outage()).isEmpty();
        assertThat(reached.steps()).isEmpty();
        assertThat(reached.hindrances())
                .singleElement()
                .satisfies(why -> assertThat(why.message())
                        .startsWith(field + ": nas is reached over eth1 of host1, and would be cut off under its VMs"));
    }
}
