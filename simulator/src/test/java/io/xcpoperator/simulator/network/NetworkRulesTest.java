package io.xcpoperator.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkRulesTest {

    /** Seeds and addresses of recordings 03 and 09. */
    @ParameterizedTest(name = "NIC {1} of seed {0} has {2}")
    @CsvSource({
        "746c5b08-918a-dd31-7ec7-476e807ba0e6, 0, 3e:da:0e:71:ad:20",
        "a2cef6a0-31bc-ecb4-c57b-4c7a7fee0ae4, 0, e6:10:26:64:7a:6c",
        "821c277b-b696-77b8-a3c9-a3e0f471c132, 0, 56:7e:e9:06:2c:6e",
        "821c277b-b696-77b8-a3c9-a3e0f471c132, 1, 72:5d:85:94:be:a1",
    })
    void derivesMacAddressesAsTheDaemonDoes(String seed, int device, String mac) {
        assertThat(MacAddress.generated(seed, device)).isEqualTo(mac);
    }

    @ParameterizedTest(name = "{0} is an address: {1}")
    @CsvSource({"10.0.0.1, true", "10.0.0.999, false", "10.0.0, false", "'', false", "10.0.0.1.2, false"})
    void readsAddressesV4(String text, boolean valid) {
        assertThat(IpAddress.isV4(text)).isEqualTo(valid);
    }

    @ParameterizedTest(name = "{0} is an address: {1}")
    @CsvSource({
        "fe80::1, true",
        "::, true",
        "::ffff:10.0.0.1, true",
        "1:2:3:4:5:6:7:8, true",
        "1:2:3, false",
        "fe80::1::2, false",
        "gg::1, false",
    })
    void readsAddressesV6(String text, boolean valid) {
        assertThat(IpAddress.isV6(text)).isEqualTo(valid);
    }

    @Test
    void namesBridges() {
        assertThat(BridgeName.choose("", List.of("xapi1"), 1)).isEqualTo("xapi2");
        assertThat(BridgeName.choose("mybr", List.of(), 1)).isEqualTo("mybr");
        assertThatThrownBy(() -> BridgeName.choose("mybr", List.of("mybr"), 1)).hasMessage("BRIDGE_NAME_EXISTS, mybr");
        assertThatThrownBy(() -> BridgeName.choose("xapi77", List.of(), 1)).hasMessage("INVALID_VALUE, bridge, xapi77");
        assertThatThrownBy(() -> BridgeName.choose("sixteencharacter", List.of(), 1))
                .hasMessage("INVALID_VALUE, bridge, sixteencharacter");
    }

    @ParameterizedTest(name = "a VIF of a {0} VM, attached: {1}, drivers: {2}, allows {3}")
    @CsvSource({
        "Halted,    false, true,  attach",
        "Running,   false, true,  attach plug",
        "Running,   true,  true,  attach unplug",
        "Running,   true,  false, attach",
        "Suspended, true,  true,  attach",
    })
    void allowsByTheStateOfTheVm(String power, boolean attached, boolean drivers, String allowed) {
        assertThat(VifRules.allowed(new VifRules.Facts("vif", "vm", power, true, drivers, attached)))
                .containsExactly(allowed.split(" "));
    }

    private static VlanRules.Facts trunk(long tag, Optional<String> connected, boolean taken) {
        return new VlanRules.Facts("pif", "eth1", tag, false, false, "host", connected, taken);
    }

    @Test
    void refusesVlansThatCannotBe() {
        VlanRules.check(0, trunk(-1, Optional.empty(), false));
        VlanRules.check(4094, trunk(-1, Optional.empty(), false));
        assertThatThrownBy(() -> VlanRules.check(4095, trunk(-1, Optional.empty(), false)))
                .hasMessage("VLAN_TAG_INVALID, 4095");
        assertThatThrownBy(() -> VlanRules.check(5, trunk(100, Optional.empty(), false)))
                .hasMessage("PIF_IS_VLAN, pif");
        assertThatThrownBy(() -> VlanRules.check(5, trunk(-1, Optional.empty(), true)))
                .hasMessage("PIF_VLAN_EXISTS, eth1");
        assertThatThrownBy(() -> VlanRules.check(5, trunk(-1, Optional.of("other"), true)))
                .hasMessage("NETWORK_ALREADY_CONNECTED, host, other");
    }
}
