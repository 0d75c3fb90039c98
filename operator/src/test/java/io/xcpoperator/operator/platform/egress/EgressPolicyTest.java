package io.xcpoperator.operator.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
    private static final EgressPolicy POLICY = new EgressPolicy(
            List.of(Cidr.parse("10.43.7.0/24")),
            List.of(Cidr.parse("10.42.0.0/16"), Cidr.parse("10.43.0.0/16"), Cidr.parse("fd00:42::/32")));

    @ParameterizedTest(name = "{0} may be connected to")
    @ValueSource(
            strings = {
                "192.168.1.12",
                "10.0.0.1",
                "172.16.3.4",
                "8.8.8.8",
                "fd12::1",
                "2001:db8::1",
                "10.43.7.9",
                "::ffff:192.168.1.1"
            })
    void theLabAndTheWorldAreAllowed(String address) {
        assertThat(POLICY.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "127.0.0.1, a loopback address",
        "127.9.9.9, a loopback address",
        "::1, a loopback address",
        "::ffff:127.0.0.1, a loopback address",
        "64:ff9b::7f00:1, a loopback address",
        "169.254.169.254, a link-local address",
        "fe80::1, a link-local address",
        "::ffff:169.254.169.254, a link-local address",
        "224.0.0.1, a multicast address",
        "ff02::1, a multicast address",
        "0.0.0.0, the unspecified address",
        "0.1.2.3, the unspecified address",
        "::, the unspecified address",
        "255.255.255.255, the broadcast address",
        "10.42.3.4, in the cluster's range 10.42.0.0/16",
        "10.43.0.1, in the cluster's range 10.43.0.0/16",
        "fd00:42::5, in the cluster's range",
        "::ffff:10.43.0.1, in the cluster's range 10.43.0.0/16",
    })
    void neighboursOfTheProcessAreRefused(String address, String why) {
        assertThat(POLICY.refusal(InetAddress.ofLiteral(address)))
                .hasValueSatisfying(text -> assertThat(text).contains(why).contains("egress.allow"));
    }

    @ParameterizedTest(name = "the name {0} is refused unresolved: {1}")
    @CsvSource({
        "kubernetes.default.svc, true",
        "kubernetes.default.SVC., true",
        "db.apps.svc.cluster.local, true",
        "xcp1.home.arpa, false",
        "svc, false",
        "mysvc, false",
    })
    void namesOfTheClusterAreRefused(String name, boolean refused) {
        assertThat(POLICY.refusal(name).isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::2, false",
    })
    void aRangeHoldsItsAddresses(String range, String address, boolean held) {
        assertThat(Cidr.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
    }
}
