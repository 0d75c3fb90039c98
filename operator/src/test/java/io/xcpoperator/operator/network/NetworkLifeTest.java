package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.Lab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Networks that are made: on every host, kept so, and taken away again. */
class NetworkLifeTest {
    private static NetworkLab lab;

    @BeforeAll
    static void begin() {
        lab = new NetworkLab();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @Test
    void aVlanIsMadeOnceOnEveryHostAndGoesWithItsResource() {
        lab.pool.calls().reset();
        lab.apply(
                "iot",
                "vlan: {tag: 20, trunkRef: {name: lan}}",
                "nameLabel: IoT",
                "mtu: 1400",
                "nbd: Tls",
                "tags: [things]");
        var status = lab.awaitReady("iot");
        assertThat(status.hosts())
                .containsExactly(new NetworkOnHost("host1", "eth1", true), new NetworkOnHost("host2", "eth1", true));
        assertThat(lab.condition("iot", "Uniform").getStatus()).isEqualTo("True");
        assertThat(lab.record("IoT"))
                .containsEntry("uuid", status.uuid())
                .containsEntry("MTU", 1400L)
                .containsEntry("purpose", List.of("nbd"))
                .containsEntry("tags", List.of("things"));
        assertThat(lab.pifs("IoT")).hasSize(2);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.lab.events(lab.get("iot")))
                        .anyMatch(event -> event.startsWith("Normal Changed ")));
        assertThat(lab.pool.calls().of("network.create")).isEqualTo(1);
        assertThat(lab.pool.calls().of("pool.create_VLAN_from_PIF")).isEqualTo(1);
        assertThat(status.pendingCreations()).isNull();
        assertThat(status.effective().deletionPolicy()).hasToString("Delete");

        XcpPool home = lab.lab.destructionsPerHour(0);
        lab.delete("iot");
        String held = lab.await(
                        "iot",
                        "False",
                        "1 deletion that destroys something waits on pool home (0 within the hour before, limit 0): to let it go: kubectl annotate")
                .message();
        lab.lab.awaitMassDeletionHeld();
        assertThat(lab.pifs("IoT")).hasSize(2);
        lab.lab.annotate(home, "approve-deletions", held.replaceFirst("(?s).*approve-deletions=([0-9a-f.]+).*", "$1"));
        lab.awaitGone("iot");
        lab.lab.destructionsPerHour(100);
        assertThat(lab.pool.direct().named("network", "IoT")).isEmpty();
        assertThat(lab.pool.direct().all("VLAN").stream()
                        .map(vlan -> lab.pool.direct().record("VLAN", vlan).get("tag")))
                .doesNotContain(20L);
    }

    @Test
    void whatIsTakenAwayByHandComesBack() {
        lab.apply("kept", "vlan: {tag: 30, trunkRef: {name: lan}}", "nameLabel: Kept", "nbd: Tls");
        lab.awaitReady("kept");
        // a host lost its VLAN, as one that was down or has just joined
        lab.pool.direct().call("PIF.destroy", lab.pif("Kept", "host2"));
        await().atMost(Lab.PATIENCE).until(() -> lab.pifs("Kept").size() == 2);
        lab.pool.direct().call("PIF.unplug", lab.pif("Kept", "host2"));
        await().atMost(Lab.PATIENCE)
                .until(() -> Boolean.TRUE.equals(lab.pifRecord("Kept", "host2").get("currently_attached")));
        lab.pool.direct().call("network.remove_purpose", lab.ref("Kept"), "nbd");
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.record("Kept").get("purpose").equals(List.of("nbd")));
        lab.pool.direct().call("network.set_name_label", lab.ref("Kept"), "Somebody's");
        await().atMost(Lab.PATIENCE)
                .until(() -> !lab.pool.direct().named("network", "Kept").isEmpty());
        lab.awaitReady("kept");
    }

    @Test
    void inPlanItIsShownCallByCallAndManageMakesExactlyThese() {
        lab.pool.calls().reset();
        String[] spec = {"vlan: {tag: 40, trunkRef: {name: dmz}}", "nameLabel: Planned", "nbd: Tls"};
        lab.apply("planned", spec[0], spec[1], spec[2], "managementPolicy: Plan");
        var status = lab.await("planned", "False", "4 calls planned (status.plan)");
        List<String> calls =
                status.plan().calls().stream().map(PlannedCall::call).toList();
        assertThat(calls)
                .containsExactly(
                        "network.create",
                        "network.add_to_other_config",
                        "network.add_purpose",
                        "pool.create_VLAN_from_PIF");
        assertThat(lab.networkWrites()).isZero();
        lab.apply("planned", spec[0], spec[1], spec[2], "managementPolicy: Manage");
        lab.awaitReady("planned");
        assertThat(lab.networkWrites()).isEqualTo(calls.size());
        assertThat(calls)
                .allSatisfy(call -> assertThat(lab.pool.calls().of(call)).isEqualTo(1));
        lab.apply("planned", spec[0], spec[1], spec[2], "managementPolicy: Observe");
        lab.delete("planned");
        lab.awaitGone("planned");
        assertThat(lab.pool.direct().named("network", "Planned")).hasSize(1);
    }

    @Test
    void aHostInternalNetworkIsMadeAndRetainedWithoutAKeyOfOurs() {
        lab.apply("inner", "hostInternal: {}", "deletionPolicy: Retain", "mtu: 9000");
        var status = lab.awaitReady("inner");
        assertThat(status.hosts())
                .allSatisfy(host -> assertThat(host.attached()).isTrue());
        assertThat(lab.record("inner")).containsEntry("MTU", 9000L);
        lab.apply("inner", "hostInternal: {}", "deletionPolicy: Retain", "mtu: 1500");
        await().atMost(Lab.PATIENCE).until(() -> lab.record("inner").get("MTU").equals(1500L));
        lab.delete("inner");
        lab.awaitGone("inner");
        assertThat((Map<?, ?>) lab.record("inner").get("other_config")).hasToString("{automatic=false}");
    }

    @Test
    void anAdoptedNetworkStillCostsOneWriteAndIsLetGoUnharmed() {
        String ref = (String)
                lab.pool.direct().call("network.create", Map.of("name_label", "old", "other_config", Map.of()));
        lab.pool.calls().reset();
        lab.apply("old", "existing: {name: old}");
        lab.awaitReady("old");
        assertThat(lab.networkWrites()).isEqualTo(1);
        lab.delete("old");
        lab.awaitGone("old");
        assertThat(lab.pool.direct().record("network", ref).get("other_config").toString())
                .doesNotContain(OwnerMark.KEY);
    }

    @Test
    void aNetworkThatVanishedIsMadeAgainOnlyWhenAPersonSaysSo() {
        lab.apply("lost", "vlan: {tag: 50, trunkRef: {name: lan}}");
        String uuid = lab.awaitReady("lost").uuid();
        String ref = lab.ref("lost");
        lab.pifs("lost").forEach(pif -> lab.pool.direct().call("PIF.destroy", pif));
        await().atMost(Lab.PATIENCE).until(() -> {
            lab.pifs("lost").forEach(pif -> lab.pool.direct().call("PIF.destroy", pif));
            try {
                lab.pool.direct().call("network.destroy", ref);
                return true;
            } catch (RuntimeException healed) {
                return false;
            }
        });
        lab.await(
                "lost",
                "False",
                "network %s is gone from pool home; to make it again: kubectl annotate --field-manager=xcp --overwrite -n %s xnet lost xcp-operator.io/recreate=%s"
                        .formatted(uuid, lab.lab.namespace(), uuid));
        assertThat(lab.pool.direct().named("network", "lost")).isEmpty();
        lab.annotate("lost", "recreate", uuid);
        assertThat(lab.awaitReady("lost").uuid()).isNotEqualTo(uuid);
        assertThat(lab.pifs("lost")).hasSize(2);
    }
}
