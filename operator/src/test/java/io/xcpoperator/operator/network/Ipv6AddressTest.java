package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6AddressTest {
    private static final String WANTED = "2001:db8::11/64";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2001:db8::11/64, true",
        "fd00:1::2/48, true",
        "2001:db8::11, false",
        "2001:db8::11/0, false",
        "2001:db8::11/129, false",
        "2001:db8::g/64, false",
        "::/64, false",
        "::1/128, false",
        "fe80::1/64, false",
        "ff02::1/64, false",
        "::ffff:192.0.2.1/96, false",
        "192.168.20.11/24, false"
    })
    void isOneOfAHostWithItsPrefix(String text, boolean one) {
        assertThat(Ipv6Subnet.parse(text).isPresent()).isEqualTo(one);
    }

    /** What is planned for a host's interface that is so now. */
    private static NetworkPlan plan(Map<String, Object> now, boolean storage) {
        var pool = new ModelPool();
        String host = pool.add("host", "name_label", "host1", "metrics", pool.add("host_metrics", "live", true));
        pool.add("pool", "master", host);
        String network = pool.add("network", "name_label", "storage", "MTU", 1500L);
        pool.get(pool.pif(network, host, "eth1", -1)).putAll(now);
        String sr = pool.add("SR", "name_label", "nas");
        Map<String, String> server = Map.of("server", "2001:db8::5");
        pool.add("PBD", "host", host, "SR", sr, "currently_attached", storage, "device_config", server);
        PoolView view = pool.view();
        var draft = new Draft("uuid", "storage");
        var address = new DesiredNetwork.Address(
                "hostAddresses[h1]",
                new Resolved.Found<>(view.hosts().getFirst()),
                Optional.empty(),
                Ipv6Subnet.parse(WANTED));
        new AddressPlanner(view.networks().getFirst(), view, draft).plan(List.of(address), Set.of(), Map.of());
        return draft.plan();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing                      | None   | None   |                          | false | step
        the same                     | None   | Static | 2001:db8::11/64          | false | nothing
        the same in other words      | None   | Static | 2001:0DB8:0:0:0:0:0:11/64 | false | nothing
        another                      | None   | Static | 2001:db8::12/64          | false | outage
        another prefix               | None   | Static | 2001:db8::11/48          | false | outage
        one of a router's            | None   | Autoconf | 2001:db8::11/64        | false | outage
        an IPv4 address              | Static | None   |                          | false | outage
        storage over it              | None   | Static | 2001:db8::12/64          | true  | waits
        storage over the same        | None   | Static | 2001:db8::11/64          | true  | nothing
        """)
    void isSetAtOnceWhereNoneIsAndElseOnlyWithLeave(
            String has, String mode, String mode6, String address, boolean storage, String what) {
        NetworkPlan plan = plan(
                Map.of(
                        "ip_configuration_mode",
                        mode,
                        "ipv6_configuration_mode",
                        mode6,
                        "IPv6",
                        address == null ? List.of() : List.of(address),
                        "ipv6_gateway",
                        "2001:db8::1",
                        "DNS",
                        "192.0.2.53"),
                storage);
        List<Step> steps = plan.outage().map(Outage::steps).orElse(plan.steps());
        if (what.equals("step") || what.equals("outage")) {
            assertThat(steps).singleElement().satisfies(step -> {
                assertThat(step.action().calls()).containsExactly("PIF.reconfigure_ipv6");
                assertThat(step.action())
                        .isInstanceOfSatisfying(
                                NetworkAction.SetIpv6Address.class,
                                set -> assertThat(List.of(set.address(), set.gateway(), set.dns()))
                                        .containsExactly(WANTED, "2001:db8::1", "192.0.2.53"));
            });
        } else {
            assertThat(steps).isEmpty();
        }
        assertThat(plan.outage().isPresent()).isEqualTo(what.equals("outage"));
        assertThat(plan.hindrances())
                .extracting(Verdict::message)
                .allMatch(why -> why.startsWith("hostAddresses[h1]: nas is reached over eth1 of host1"))
                .hasSize(what.equals("waits") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"None", "Static"})
    void isNeverThatOfTheManagement(String mode6) {
        NetworkPlan plan = plan(Map.of("management", true, "ipv6_configuration_mode", mode6), false);
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.outage()).isEmpty();
        assertThat(plan.hindrances())
                .singleElement()
                .satisfies(why -> assertThat(why.message()).contains("is the management interface"));
    }
}
