package io.xcpoperator.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.simulator.PoolFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final PoolFixture pool = PoolFixture.of("two-hosts.yaml");
    private final List<String> hosts = pool.texts("host.get_all");

    @AfterEach
    void close() {
        pool.close();
    }

    private String network(String name) {
        return pool.text("network.create", Map.of("name_label", name, "other_config", Map.of()));
    }

    private String managementPif(String host) {
        return pool.text("host.get_management_interface", host);
    }

    @Test
    void makesAVlanOnEveryHostAtOnce() {
        String network = network("tagged");
        List<String> pifs = pool.texts("pool.create_VLAN_from_PIF", managementPif(hosts.getFirst()), network, 100);
        assertThat(pifs).hasSameSizeAs(hosts);
        assertThat(pool.texts("network.get_PIFs", network)).containsExactlyInAnyOrderElementsOf(pifs);
        assertThat(pifs)
                .allSatisfy(pif -> assertThat(pool.number("PIF.get_VLAN", pif)).isEqualTo(100));
        assertThatThrownBy(() -> pool.call("network.destroy", network)).hasMessageStartingWith("NETWORK_CONTAINS_PIF");
    }

    @Test
    void takesAVlanAwayWithItsPif() {
        String network = network("tagged");
        String vlan = pool.text("VLAN.create", managementPif(hosts.getFirst()), 7, network);
        pool.call("VLAN.destroy", vlan);
        assertThat(pool.texts("network.get_PIFs", network)).isEmpty();
        pool.call("network.destroy", network);
    }

    @Test
    void leavesNoVlanBehindWhenOneHostRefuses() {
        String network = network("tagged");
        String second = managementPif(hosts.get(1));
        pool.call("VLAN.create", second, 9, network("other"));
        assertThatThrownBy(() -> pool.call("pool.create_VLAN_from_PIF", managementPif(hosts.getFirst()), network, 9))
                .hasMessageStartingWith("PIF_VLAN_EXISTS");
        assertThat(pool.texts("network.get_PIFs", network)).isEmpty();
    }

    @Test
    void keepsTheManagementInterface() {
        String pif = managementPif(hosts.getFirst());
        for (String method : List.of("PIF.unplug", "PIF.forget")) {
            assertThatThrownBy(() -> pool.call(method, pif)).hasMessage("PIF_IS_MANAGEMENT_INTERFACE, " + pif);
        }
        assertThatThrownBy(() -> pool.call("PIF.reconfigure_ip", pif, "None", "", "", "", ""))
                .hasMessage("PIF_IS_MANAGEMENT_INTERFACE, " + pif);
    }

    @Test
    void aPifHasANewMtuFromItsNextPlugOn() {
        String network = network("jumbo");
        String pif = pool.texts("pool.create_VLAN_from_PIF", managementPif(hosts.getFirst()), network, 100)
                .getFirst();
        pool.call("network.set_MTU", network, 9000);
        assertThat(pool.number("PIF.get_MTU", pif)).isEqualTo(1500);
        pool.call("PIF.unplug", pif);
        pool.call("PIF.plug", pif);
        assertThat(pool.number("PIF.get_MTU", pif)).isEqualTo(9000);
    }

    @Test
    void aNicThatIsFoundJoinsTheNetworkOfItsNameOnTheOtherHosts() {
        String lan = pool.texts("network.get_by_name_label", "lan").getFirst();
        String nic = pool.texts("network.get_PIFs", lan).getFirst();
        String host = pool.text("PIF.get_host", nic);
        pool.call("PIF.forget", nic);
        pool.call("PIF.scan", host);
        assertThat(pool.texts("network.get_PIFs", lan)).hasSize(2);
    }

    @Test
    void findsAForgottenNicAgain() {
        String spare = pool.texts("host.get_PIFs", hosts.getFirst()).stream()
                .filter(pif -> !pool.flag("PIF.get_management", pif))
                .findFirst()
                .orElseThrow();
        String device = pool.text("PIF.get_device", spare);
        pool.call("PIF.forget", spare);
        pool.call("PIF.scan", hosts.getFirst());
        assertThat(pool.texts("host.get_PIFs", hosts.getFirst()))
                .anySatisfy(pif -> assertThat(pool.text("PIF.get_device", pif)).isEqualTo(device));
    }

    @Test
    void bondsMovesManagementAndVlansOntoTheBondAndBack() {
        List<String> pifs = pool.texts("host.get_PIFs", hosts.getFirst());
        String management = managementPif(hosts.getFirst());
        String address = pool.text("PIF.get_IP", management);
        String vlan = pool.text("VLAN.create", management, 5, network("tagged"));
        String bond = pool.text("Bond.create", network("bond"), pifs.subList(0, 2), "", "lacp", Map.of());
        String master = pool.text("Bond.get_master", bond);
        assertThat(managementPif(hosts.getFirst())).isEqualTo(master);
        assertThat(pool.text("PIF.get_IP", master)).isEqualTo(address);
        assertThat(pool.text("VLAN.get_tagged_PIF", vlan)).isEqualTo(master);
        pool.call("Bond.destroy", bond);
        assertThat(managementPif(hosts.getFirst())).isEqualTo(management);
        assertThat(pool.text("VLAN.get_tagged_PIF", vlan)).isEqualTo(management);
    }

    @Test
    void keepsPlainAndEncryptedNbdApart() {
        String network = network("n");
        pool.call("network.add_purpose", network, "nbd");
        assertThatThrownBy(() -> pool.call("network.add_purpose", network, "insecure_nbd"))
                .hasMessage("NETWORK_INCOMPATIBLE_PURPOSES, insecure_nbd, nbd");
    }
}
