package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Rivalry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the way of a network, what would hurt somebody, and what is never done. */
class NetworkBadDaysTest {
    private static NetworkLab lab;

    @BeforeAll
    static void begin() {
        lab = new NetworkLab();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static Object call(String method, Object... parameters) {
        return lab.pool.direct().call(method, parameters);
    }

    private static String network(String name) {
        return (String) call("network.create", Map.of("name_label", name, "other_config", Map.of()));
    }

    /** A VM made by a person, with one interface. */
    private static String guest(String network) {
        String template = lab.pool.direct().named("VM", "debian-12-golden").getFirst();
        String vm = (String) call("VM.clone", template, "guest-of-" + network);
        call("VM.set_is_a_template", vm, false);
        return vm;
    }

    private static String nic(String vm, String network) {
        return (String) call(
                "VIF.create",
                Map.of(
                        "device",
                        "5",
                        "network",
                        lab.ref(network),
                        "VM",
                        vm,
                        "MAC",
                        "",
                        "MTU",
                        1500,
                        "other_config",
                        Map.of(),
                        "qos_algorithm_type",
                        "",
                        "qos_algorithm_params",
                        Map.of()));
    }

    @Test
    void aTagThatAnotherNetworkHasIsNamedAndNothingIsMade() {
        String other = network("Guests");
        call("VLAN.create", lab.pif("lan", "host2"), 77, other);
        lab.apply("clash", "vlan: {tag: 77, trunkRef: {name: lan}}", "managementPolicy: Plan");
        lab.await("clash", "False", "VLAN 77 of trunk lan is taken"); // the operator has seen what was made above
        lab.apply("clash", "vlan: {tag: 77, trunkRef: {name: lan}}", "managementPolicy: Manage");
        lab.await(
                "clash",
                "False",
                "VLAN 77 of trunk lan is taken on host2 by network \"Guests\" (%s); use existing: {uuid: …} to stand for that one, or another tag"
                        .formatted(lab.pool.direct().record("network", other).get("uuid")));
        assertThat(lab.pool.direct().named("network", "clash")).isEmpty();
        lab.pifs("Guests").forEach(pif -> call("PIF.destroy", pif));
        lab.awaitReady("clash");
        assertThat(lab.pifs("clash")).hasSize(2);
    }

    @Test
    void aHostWithoutTheTrunkIsNamedAndServedWhenItHasOne() {
        String spare = lab.pif("dmz", "host2");
        call("PIF.forget", spare);
        lab.apply("partial", "vlan: {tag: 60, trunkRef: {name: dmz}}");
        lab.await("partial", "False", "network partial is not on host2, where trunk dmz has no interface");
        assertThat(lab.condition("partial", "Uniform").getMessage()).isEqualTo("not attached on host2");
        assertThat(lab.pifs("partial")).hasSize(1);
        call("PIF.scan", lab.pool.direct().named("host", "host2").getFirst());
        lab.awaitReady("partial");
        assertThat(lab.pifs("partial")).hasSize(2);
    }

    @Test
    void aDeletedNetworkWaitsForVmsThatHangOnItHaltedOnesToo() {
        lab.apply("used", "vlan: {tag: 61, trunkRef: {name: lan}}");
        lab.awaitReady("used");
        String vm = guest("used");
        String vif = nic(vm, "used");
        lab.delete("used");
        lab.await(
                "used",
                "False",
                "deletion waits: network used is in use by VM guest-of-used; nothing of theirs is touched");
        assertThat(lab.pool.direct().record("VIF", vif)).containsEntry("network", lab.ref("used"));
        assertThat(lab.pifs("used")).hasSize(2);
        call("VIF.destroy", vif);
        lab.awaitGone("used");
        assertThat(lab.pool.direct().named("network", "used")).isEmpty();
    }

    @Test
    void aTrunkWaitsForItsVlansAndAPhysicalNetworkIsNeverDestroyed() {
        lab.apply("trunk", "existing: {uuid: %s}".formatted(lab.record("dmz").get("uuid")));
        // the XcpNetwork dmz of the lab has the mark: this one is refused, and goes without a trace
        lab.await("trunk", "False", "carries the owner mark of %s/dmz; not touched".formatted(lab.lab.namespace()));
        lab.delete("trunk");
        lab.awaitGone("trunk");
        lab.apply("management", "existing: {name: Management}", "deletionPolicy: Delete", "mtu: 9000");
        lab.await("management", "False", "mtu: network Management carries the management of its hosts");
        lab.delete("management");
        lab.await(
                "management",
                "False",
                "network Management carries the management of its hosts and is never destroyed: set deletionPolicy Retain");
        assertThat(lab.record("Management")).containsEntry("MTU", 1500L);
        lab.apply("management", "existing: {name: Management}", "deletionPolicy: Retain");
        lab.awaitGone("management");
        assertThat(lab.record("Management").get("other_config").toString()).doesNotContain(OwnerMark.KEY);
    }

    @Test
    void anMtuUnderRunningVmsWaitsForApprovalAndPlugsEverythingInAgain() {
        lab.apply("storage", "vlan: {tag: 62, trunkRef: {name: lan}}");
        lab.awaitReady("storage");
        String vm = guest("storage");
        String vif = nic(vm, "storage");
        call("VM.start", vm, false, false);
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.pool
                        .direct()
                        .record("VIF", vif)
                        .get("allowed_operations")
                        .toString()
                        .contains("unplug"));
        lab.apply("storage", "vlan: {tag: 62, trunkRef: {name: lan}}", "mtu: 9000");
        var status = lab.await(
                "storage",
                "True",
                "mtu 1500 → 9000 interrupts VM guest-of-storage, eth1 of host1, eth1 of host2: kubectl annotate --field-manager=xcp --overwrite -n");
        String hash = status.pendingChanges().hash();
        assertThat(status.message()).endsWith("xcp-operator.io/approve-outage=" + hash);
        assertThat(lab.record("storage")).containsEntry("MTU", 1500L);
        lab.annotate("storage", "approve-outage", hash);
        await().atMost(Lab.PATIENCE).untilAsserted(() -> {
            assertThat(lab.status("storage").pendingChanges()).isNull();
            assertThat(lab.status("storage").approvals())
                    .singleElement()
                    .satisfies(approval -> assertThat(approval.spent()).containsExactly(hash));
            assertThat(lab.record("storage")).containsEntry("MTU", 9000L);
            assertThat(lab.record("storage").get("other_config").toString()).doesNotContain(Replug.KEY);
            for (String host : List.of("host1", "host2")) {
                assertThat(lab.pifRecord("storage", host))
                        .containsEntry("MTU", 9000L)
                        .containsEntry("currently_attached", true);
            }
            assertThat(lab.pool.direct().record("VIF", vif)).containsEntry("currently_attached", true);
        });
        // the approval is used up: the same change once more asks again
        call("network.set_MTU", lab.ref("storage"), 1500);
        lab.await("storage", "True", "approve-outage=%s.2".formatted(hash));
        call("VM.hard_shutdown", vm);
    }

    @Test
    void addressesOfHostsAreSetAndChangedOnlyWithLeaveAndNeverThoseOfTheManagement() {
        String one = lab.xcpHost("host1");
        String vlan = "vlan: {tag: 63, trunkRef: {name: lan}}";
        lab.apply(
                "nfs",
                vlan,
                "hostAddresses: [{hostRef: {name: %s}, mode: Static, address: 192.168.20.11/24}]".formatted(one));
        lab.awaitReady("nfs");
        assertThat(lab.pifRecord("nfs", "host1"))
                .containsEntry("IP", "192.168.20.11")
                .containsEntry("netmask", "255.255.255.0");
        String other = "hostAddresses: [{hostRef: {name: %s}, mode: Static, address: 192.168.20.12/24}]".formatted(one);
        String six = "{hostRef: {name: %s}, mode: Static, address: 2001:db8::11/64}".formatted(lab.xcpHost("host2"));
        lab.apply("nfs", vlan, other.replace("[{", "[" + six + ", {"));
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.pifRecord("nfs", "host2").get("IPv6").equals(List.of("2001:db8::11/64")));
        String hash = lab.await(
                        "nfs",
                        "True",
                        "address of host1 192.168.20.11/24 → 192.168.20.12/24 interrupts what host1 does over this network")
                .pendingChanges()
                .hash();
        assertThat(lab.pifRecord("nfs", "host1")).containsEntry("IP", "192.168.20.11");
        lab.annotate("nfs", "approve-outage", hash);
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.pifRecord("nfs", "host1").get("IP").equals("192.168.20.12"));
        call("PIF.reconfigure_ipv6", lab.pif("nfs", "host2"), "None", "", "", "");
        await("somebody took it away, and it comes back")
                .atMost(Lab.PATIENCE)
                .until(() -> lab.pifRecord("nfs", "host2").get("IPv6").equals(List.of("2001:db8::11/64")));
        lab.apply("nfs", vlan, other.replace("192.168.20.12/24", "192.168.20.300/24"));
        lab.await(
                "nfs",
                "False",
                "hostAddresses[%s].address 192.168.20.300/24 is not an address of a host with its prefix"
                        .formatted(one));

        lab.apply("mgmt", "existing: {name: Management}", other);
        lab.await(
                "mgmt",
                "False",
                "eth0 of host1 is the management interface, whose address this operator never changes");
        assertThat(lab.pifRecord("Management", "host1").get("IP")).isNotEqualTo("192.168.20.12");
        lab.delete("mgmt");
        lab.awaitGone("mgmt");
    }

    @Test
    void aTrunkThatIsNotThereOrOfAnotherOrIsAVlanItselfSaysSo() {
        lab.apply("orphan", "vlan: {tag: 64, trunkRef: {name: nowhere}}");
        lab.await("orphan", "False", "trunkRef: XcpNetwork %s/nowhere does not exist".formatted(lab.lab.namespace()));
        lab.apply("level1", "vlan: {tag: 65, trunkRef: {name: lan}}");
        lab.awaitReady("level1");
        lab.apply("level2", "vlan: {tag: 66, trunkRef: {name: level1}}");
        lab.await("level2", "False", "trunk level1 is itself VLAN 65 on eth1 of host1");
        lab.delete("level1");
        lab.await("level1", "False", "in use by XcpNetwork %s/level2".formatted(lab.lab.namespace()));
        lab.delete("level2");
        lab.awaitGone("level2");
        lab.awaitGone("level1");
    }

    @Test
    void aDescriptionThatAnotherSetsTimeAndAgainIsLeftToThemForAWhile() {
        lab.apply("fought", "hostInternal: {}", "description: ours");
        lab.awaitReady("fought");
        call("pool.add_to_other_config", ((List<?>) call("pool.get_all")).getFirst(), "xo:clientInfo:5c1d", "{}");
        var rivalry = new Rivalry(
                () -> lab.record("fought").get("name_description").equals("ours"),
                () -> call("network.set_name_description", lab.ref("fought"), "theirs"),
                () -> lab.status("fought").conditions());
        assertThat(rivalry.untilLeft()).isGreaterThanOrEqualTo(Contest.FREE);
        assertThat(lab.await("fought", "False", "is changed again each time").message())
                .startsWith("description \"theirs\" → \"ours\" (fought) was set right 5 times since ")
                .contains("perhaps by Xen Orchestra, which is registered with the pool");
        assertThat(lab.condition("fought", "Synchronized").getStatus()).isEqualTo("False");
        lab.apply("fought", "hostInternal: {}", "description: theirs");
        assertThat(Lab.trueOf(lab.awaitReady("fought").conditions())).doesNotContain("Contested");
    }

    /** The pool forgets to tell that a VLAN went; it still tells how many there are. */
    @Test
    void aVlanWhoseEndNobodyToldIsMadeAgain() {
        lab.apply("untold", "vlan: {trunkRef: {name: lan}, tag: 67}");
        lab.awaitReady("untold");
        String pif = lab.pif("untold", "host2");
        Object vlan = lab.pool.direct().record("PIF", pif).get("VLAN_master_of");
        call("PIF.unplug", pif);
        call("VLAN.destroy", vlan);
        lab.pool.faults().hosts().loseEvents();
        call("network.set_name_description", lab.ref("untold"), "told"); // an answer, with the right count
        await().atMost(Lab.PATIENCE)
                .ignoreExceptions()
                .until(() -> !lab.pif("untold", "host2").equals(pif)
                        && lab.pifRecord("untold", "host2")
                                .get("currently_attached")
                                .equals(true));
        lab.awaitReady("untold");
        assertThat(lab.pifs("untold")).hasSize(2);
    }
}
