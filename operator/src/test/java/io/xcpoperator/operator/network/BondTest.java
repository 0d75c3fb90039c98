package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.operator.testing.Lab;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bonds: the same devices on every host, never the management's, and with leave where one is in use. */
class BondTest {
    private static NetworkLab lab;

    @BeforeAll
    static void begin() {
        lab = new NetworkLab();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static List<String> bonds() {
        return lab.pool.direct().all("Bond");
    }

    @Test
    void isMadeOnEveryHostHealedCarriesVlansAndGoes() {
        lab.apply("bad", "bond: {devices: [eth0, eth1], mode: Lacp}");
        lab.await("bad", "False", "eth0 of host1 is the management interface: no bond is made of it");
        assertThat(lab.pool.direct().named("network", "bad")).isEmpty();

        lab.apply("bond", "bond: {devices: [eth1, eth2], mode: ActiveBackup}");
        lab.awaitReady("bond");
        assertThat(bonds())
                .hasSize(2)
                .allSatisfy(bond ->
                        assertThat(lab.pool.direct().record("Bond", bond)).containsEntry("mode", "active-backup"));
        assertThat(lab.status("bond").hosts()).extracting(host -> host.device()).containsOnly("bond0");

        lab.apply("on-bond", "vlan: {tag: 5, trunkRef: {name: bond}}");
        lab.awaitReady("on-bond");
        assertThat(lab.status("on-bond").hosts())
                .extracting(host -> host.device())
                .containsOnly("bond0");
        // a VLAN's trunk cannot be the network of an interface that is bonded
        lab.apply("under", "vlan: {tag: 6, trunkRef: {name: lan}}");
        lab.await("under", "False", "is a member of a bond; use the bond's network as trunk");
        lab.delete("under");
        lab.awaitGone("under");

        // a bond in use is made again only with leave
        lab.delete("bond");
        lab.await("bond", "False", "in use by XcpNetwork %s/on-bond".formatted(lab.lab.namespace()));
        lab.delete("on-bond");
        lab.awaitGone("on-bond");
        lab.awaitGone("bond");
        assertThat(bonds()).isEmpty();

        lab.apply("carried", "vlan: {tag: 7, trunkRef: {name: lan}}");
        lab.awaitReady("carried");
        lab.apply("busy", "bond: {devices: [eth1, eth2], mode: BalanceSlb}");
        String hash = lab.await("busy", "False", "bond of eth1 and eth2 interrupts VLAN 7 of eth1: kubectl annotate")
                .pendingChanges()
                .hash();
        assertThat(bonds()).isEmpty();
        lab.annotate("busy", "approve-outage", hash);
        lab.awaitReady("busy");
        assertThat(bonds()).hasSize(2);
        // a mode changed by hand waits too
        lab.pool.direct().call("Bond.set_mode", bonds().getFirst(), "lacp");
        String again = lab.await(
                        "busy", "True", "bond.mode lacp → balance-slb interrupts VLAN 7 of bond0: kubectl annotate")
                .pendingChanges()
                .hash();
        lab.annotate("busy", "approve-outage", again);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(bonds())
                        .allSatisfy(bond -> assertThat(lab.pool.direct().record("Bond", bond))
                                .containsEntry("mode", "balance-slb")));
    }
}
