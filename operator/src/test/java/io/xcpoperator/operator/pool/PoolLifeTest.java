package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.host.XcpHostSpecBuilder;
import io.xcpoperator.api.v1alpha1.network.NetworkOnHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpecBuilder;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.Edits;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connected pool: its settings, its networks, its hosts, and how they go. */
class PoolLifeTest {
    private Lab lab;
    private Simulator pool;
    private Operator operator;

    @BeforeEach
    void begin() {
        lab = Lab.open("life");
        pool = lab.pool();
        lab.login();
        operator = lab.operator();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private Map<String, Object> record() {
        return pool.direct().record("pool", pool.direct().all("pool").getFirst());
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> otherConfig(String type, String ref) {
        return (Map<String, String>) pool.direct().record(type, ref).get("other_config");
    }

    private XcpNetwork network(String name, NameOrUuid existing) {
        return network(name, existing, ManagementPolicy.Manage);
    }

    private XcpNetwork network(String name, NameOrUuid existing, ManagementPolicy policy) {
        var network = new XcpNetwork();
        network.setMetadata(lab.named(name).build());
        network.setSpec(XcpNetworkSpecBuilder.builder()
                .managementPolicy(policy)
                .poolRef(Ref.to("home"))
                .existing(existing)
                .build());
        return lab.apply(network);
    }

    private void awaitNetwork(XcpNetwork network, String ready, String message) {
        Saying.await(() -> lab.client().resource(network).get(), ready, message);
    }

    @Test
    void settingsFollowTheSpecAndAreHealedAfterAChangeByHand() {
        XcpPool home = lab.xcpPool(
                "home",
                pool,
                spec -> spec.nameLabel("Home")
                        .description("Two NUCs in the cupboard")
                        .tags(List.of("lab"))
                        .autoPowerOn(true)
                        .migrationCompression(true));
        lab.awaitPool(home, "True", "");
        assertThat(record()).containsEntry("name_label", "Home");
        assertThat(record()).containsEntry("name_description", "Two NUCs in the cupboard");
        String ref = pool.direct().all("pool").getFirst();
        assertThat(otherConfig("pool", ref))
                .containsEntry("auto_poweron", "true")
                .containsEntry(OwnTags.KEY, "lab");

        pool.direct().call("pool.set_name_label", ref, "Somebody's");
        await().atMost(Lab.PATIENCE).until(() -> "Home".equals(record().get("name_label")));
        pool.direct().call("pool.set_name_description", ref, "Somebody's");
        pool.direct().call("pool.remove_tags", ref, "lab");
        pool.direct().call("pool.remove_from_other_config", ref, "auto_poweron");
        pool.direct().call("pool.set_migration_compression", ref, false);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(record())
                        .containsEntry("name_description", "Two NUCs in the cupboard")
                        .containsEntry("tags", List.of("lab"))
                        .containsEntry("migration_compression", true)
                        .extractingByKey("other_config")
                        .asString()
                        .contains("auto_poweron=true"));
    }

    @Test
    void trustOnFirstUseCostsOneLogin() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        var trusted = lab.client()
                .secrets()
                .inNamespace(lab.namespace())
                .withName(TrustedCertificates.keyOf(ObjectKey.of(home)).name());
        await().atMost(Lab.PATIENCE).until(() -> trusted.get() != null);
        lab.annotate(home, "look", "again"); // wakes a round
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> pool.calls().of("session.login_with_password") == 1);
    }

    @Test
    void whatTheSpecDoesNotSayIsNotTouched() {
        String ref = pool.direct().all("pool").getFirst();
        pool.direct().call("pool.set_name_label", ref, "Theirs");
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        assertThat(record()).containsEntry("name_label", "Theirs");
        assertThat(otherConfig("pool", ref)).doesNotContainKey("auto_poweron");
    }

    @Test
    void anObservedPoolGetsNotOneWrite() {
        XcpPool home = lab.xcpPool(
                "home",
                pool,
                spec -> spec.managementPolicy(ManagementPolicy.Observe).nameLabel("Wanted"));
        lab.awaitPool(home, "True", "");
        assertThat(pool.calls().byMethod().keySet())
                .noneMatch(method -> method.contains(".set_") || method.contains(".add_"));
        assertThat(lab.seen(home).getStatus().conditions())
                .anySatisfy(c -> assertThat(c.getMessage()).contains("→ \"Wanted\""));
    }

    @Test
    void aPlanListsTheCallsAndMakesNone() {
        XcpPool home = lab.xcpPool(
                "home",
                pool,
                spec -> spec.managementPolicy(ManagementPolicy.Plan).nameLabel("Wanted"));
        XcpPool seen = lab.awaitPool(home, "True", "");
        assertThat(seen.getStatus().plan().calls())
                .extracting(call -> call.call())
                .containsExactly("pool.add_to_other_config", "pool.set_name_label");
        assertThat(record().get("name_label")).isNotEqualTo("Wanted");
    }

    @Test
    void aRoundWithNothingToDoIsSilent() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        var last = new AtomicReference<List<Object>>(List.of());
        await().atMost(Lab.PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            List<Object> now =
                    List.of(pool.calls().writes(), lab.seen(home).getMetadata().getResourceVersion());
            return last.getAndSet(now).equals(now); // nothing was written for two seconds
        });
        pool.calls().reset();
        lab.annotate(home, "look", "again"); // wakes a round
        String annotated = lab.seen(home).getMetadata().getResourceVersion();
        await().during(Duration.ofSeconds(2))
                .atMost(Lab.PATIENCE)
                .until(() -> lab.seen(home).getMetadata().getResourceVersion().equals(annotated));
        assertThat(pool.calls().writes()).isZero();
    }

    @Test
    void everyHostHasItsXcpHostAndADeletedOneIsMadeAgain() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(hosts()).hasSize(2).allSatisfy(host -> {
                    assertThat(host.getMetadata().getName())
                            .isEqualTo("home-" + host.getSpec().uuid().substring(0, 8));
                    assertThat(host.getStatus()).isNotNull();
                    assertThat(Lab.readyOf(host.getStatus().conditions())).isEqualTo("True");
                    assertThat(host.getStatus().memory().total().toString()).isEqualTo("32Gi");
                    assertThat(host.getStatus().role())
                            .isEqualTo(host.getStatus().coordinator() ? "Coordinator" : "Member");
                }));
        assertThat(hosts()).extracting(host -> host.getStatus().role()).contains("Coordinator", "Member");
        XcpHost first = hosts().getFirst();
        lab.client().resource(first).delete();
        await().atMost(Lab.PATIENCE)
                .until(() -> hosts().stream()
                        .anyMatch(host ->
                                host.getSpec().uuid().equals(first.getSpec().uuid())
                                        && !host.getMetadata()
                                                .getUid()
                                                .equals(first.getMetadata().getUid())));
    }

    @Test
    void maintenanceThatIsNotDoneIsNotReportedAsDone() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        await().atMost(Lab.PATIENCE).until(() -> hosts().size() == 2);
        XcpHost host = hosts().getFirst();
        Edits.edit(
                lab.client()
                        .resources(XcpHost.class)
                        .inNamespace(lab.namespace())
                        .withName(host.getMetadata().getName()),
                h -> h.setSpec(XcpHostSpecBuilder.builder(h.getSpec())
                        .maintenance(true)
                        .build()));
        Saying.await(() -> lab.client().resource(host).get(), "False", "does not act on spec.maintenance");
    }

    private List<XcpHost> hosts() {
        return lab.client()
                .resources(XcpHost.class)
                .inNamespace(lab.namespace())
                .list()
                .getItems();
    }

    @Test
    void anExistingNetworkIsMarkedWithOneWriteAndLetGoWithOne() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        String ref = pool.direct().named("network", "lan").getFirst();
        pool.calls().reset();
        XcpNetwork lan = network("lan", new NameOrUuid("lan", null));
        awaitNetwork(lan, "True", "");
        assertThat(pool.calls().writes()).isEqualTo(1);
        assertThat(otherConfig("network", ref).get(OwnerMark.KEY)).contains("/lan/");

        lab.client().resource(lan).delete();
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(lan).get() == null);
        assertThat(otherConfig("network", ref)).doesNotContainKey(OwnerMark.KEY);
        assertThat(pool.direct().named("network", "lan")).hasSize(1);
    }

    @Test
    void anObservedNetworkIsShownAndNotMarked() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        XcpNetwork lan = network("lan", new NameOrUuid("lan", null), ManagementPolicy.Observe);
        awaitNetwork(lan, "True", "");
        assertThat(otherConfig("network", pool.direct().named("network", "lan").getFirst()))
                .doesNotContainKey(OwnerMark.KEY);
    }

    @Test
    void aNetworkThatAHostLacksIsNotReadyAndNamesTheHostAndTheCommand() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        assertThat(home.getStatus().conditions())
                .anyMatch(c ->
                        c.getType().equals("NetworksUniform") && c.getStatus().equals("True"));
        XcpNetwork lan = network("lan", new NameOrUuid("lan", null));
        awaitNetwork(lan, "True", "");
        String pif = interfaceOf("lan", "host2");
        pool.direct().call("PIF.unplug", pif);
        awaitNetwork(
                lan,
                "False",
                "network lan is not attached on host2; on the console of a host: xe pif-plug uuid="
                        + pool.direct().record("PIF", pif).get("uuid"));
        assertThat(lab.client().resource(lan).get().getStatus().conditions())
                .anySatisfy(c -> assertThat(c)
                        .returns("Uniform", Condition::getType)
                        .returns("False", Condition::getStatus)
                        .returns("not attached on host2", Condition::getMessage));
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.seen(home).getStatus().conditions())
                        .anySatisfy(c -> assertThat(c)
                                .returns("NetworksUniform", Condition::getType)
                                .returns("lan is not attached on host2", Condition::getMessage)));
        pool.faults().hosts().down("host2");
        awaitNetwork(lan, "True", "down and not judged: host2");
        pool.faults().hosts().up("host2");
        pool.direct().call("PIF.forget", pif);
        awaitNetwork(lan, "False", "give host2 an interface eth1 as the others have");
    }

    /** Each host makes such a network for itself. */
    @Test
    void aNetworkWithoutAnyInterfaceIsOnEveryHost() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        pool.direct()
                .call(
                        "network.create",
                        Map.of("name_label", "inside", "name_description", "", "MTU", 1500, "other_config", Map.of()));
        XcpNetwork inside = network("inside", new NameOrUuid("inside", null));
        awaitNetwork(inside, "True", "");
        assertThat(lab.client().resource(inside).get().getStatus().hosts())
                .hasSize(2)
                .allMatch(NetworkOnHost::attached);
    }

    private String interfaceOf(String network, String host) {
        String hostRef = pool.direct().named("host", host).getFirst();
        String networkRef = pool.direct().named("network", network).getFirst();
        return ((List<?>) pool.direct().record("network", networkRef).get("PIFs"))
                .stream()
                        .map(Object::toString)
                        .filter(pif ->
                                hostRef.equals(pool.direct().record("PIF", pif).get("host")))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aNetworkThatIsNotThereListsWhatIs() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        XcpNetwork wan = network("wan", new NameOrUuid("wan", null));
        awaitNetwork(wan, "False", "pool home has no network name \"wan\"; it has: ");
        awaitNetwork(wan, "False", "\"lan\"");
    }

    @Test
    void aNetworkMarkedForAnotherIsNotTouched() {
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        awaitNetwork(network("lan", new NameOrUuid("lan", null)), "True", "");
        awaitNetwork(
                network("lan2", new NameOrUuid("lan", null)),
                "False",
                "carries the owner mark of %s/lan; not touched".formatted(lab.namespace()));
    }

    @Test
    void aPoolInUseStaysUntilItIsAbandoned() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        awaitNetwork(network("lan", new NameOrUuid("lan", null)), "True", "");
        lab.client().resource(home).delete();
        lab.awaitPool(home, "False", "in use by XcpNetwork %s/lan".formatted(lab.namespace()));
        lab.annotate(lab.seen(home), "abandon", home.getMetadata().getUid());
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(home).get() == null);
        assertThat(poolConfig()).as("abandoned: the pool is untouched").containsKey(ManagerMark.KEY);
    }

    private Map<String, String> poolConfig() {
        return otherConfig("pool", pool.direct().all("pool").getFirst());
    }

    private XcpPool awaitManaged() {
        XcpPool home = lab.awaitPool(lab.xcpPool("home", pool, spec -> spec.nameLabel("Home")), "True", "");
        assertThat(poolConfig()).containsKey(ManagerMark.KEY);
        return home;
    }

    @Test
    void aPausedPoolThatIsDeletedWaitsAndIsGivenUpWhenItGoesOn() {
        XcpPool home = awaitManaged();
        lab.annotate(home, "paused", "true");
        lab.client().resource(home).delete();
        lab.awaitPool(home, "False", "deletion waits: remove the annotation xcp-operator.io/paused to go on");
        assertThat(poolConfig()).containsKey(ManagerMark.KEY);
        lab.annotate(home, "paused", "false");
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(home).get() == null);
        assertThat(poolConfig()).doesNotContainKey(ManagerMark.KEY);
    }

    @Test
    void anObservedPoolGoesWithoutAWrite() {
        awaitManaged();
        XcpPool home = lab.awaitPool(
                lab.xcpPool("home", pool, spec -> spec.managementPolicy(ManagementPolicy.Observe)), "True", "");
        await().atMost(Lab.PATIENCE).until(() -> lab.seen(home).getStatus().observedGeneration() == 2);
        pool.calls().reset();
        lab.client().resource(home).delete();
        await().atMost(Lab.PATIENCE).until(() -> lab.client().resource(home).get() == null);
        assertThat(pool.calls().writes()).isZero();
        assertThat(poolConfig()).containsKey(ManagerMark.KEY);
    }

    @Test
    void poolAndNetworkDeletedTogetherGoInOrderAndLeaveNoMark() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        XcpNetwork lan = network("lan", new NameOrUuid("lan", null));
        awaitNetwork(lan, "True", "");
        lab.client().resource(home).delete();
        lab.client().resource(lan).delete();
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.client().resource(lan).get() == null
                        && lab.client().resource(home).get() == null);
        assertThat(otherConfig("network", pool.direct().named("network", "lan").getFirst()))
                .doesNotContainKey(OwnerMark.KEY);
        assertThat(otherConfig("pool", pool.direct().all("pool").getFirst())).doesNotContainKey(ManagerMark.KEY);
    }

    @Test
    void aCertificateRenewedBehindTheOperatorsBackIsTrustedOnlyByApproval() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        operator.close();
        pool.faults().hosts().renewCertificate("host1");
        long logins = pool.calls().of("session.login_with_password");
        lab.operator();
        String message = lab.awaitPool(home, "False", "is not one that is trusted")
                .getStatus()
                .message();
        assertThat(message).contains("no password was sent");
        assertThat(pool.calls().of("session.login_with_password")).isEqualTo(logins);

        lab.annotate(home, "trust-certificate", message.replaceAll(".*trust-certificate=(sha256:[0-9A-F:]+);.*", "$1"));
        lab.awaitPool(home, "True", "");
    }

    /** Otherwise whoever stands at the pool's address that day would be sent the password. */
    @Test
    void whereTheTrustedCertificatesOfAKnownPoolAreLostAPersonApprovesAgain() {
        XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
        operator.close();
        var secrets = lab.client().secrets().inNamespace(lab.namespace());
        var trusted = secrets.withName("home-trusted-certificates");
        trusted.edit(secret -> new SecretBuilder(secret)
                .editMetadata()
                .withLabels(Map.of())
                .endMetadata()
                .build());
        pool.faults().hosts().renewCertificate("host1");
        long logins = pool.calls().of("session.login_with_password");
        Operator second = lab.operator();
        lab.awaitPool(home, "False", "Secret home-trusted-certificates lacks the label");

        second.close();
        trusted.delete();
        lab.operator();
        String message = lab.awaitPool(home, "False", "is not one that is trusted")
                .getStatus()
                .message();
        assertThat(pool.calls().of("session.login_with_password")).isEqualTo(logins);
        String approved = message.replaceAll(".*trust-certificate=(sha256:[0-9A-F:]+);.*", "$1");
        lab.annotate(home, "trust-certificate", approved);
        lab.awaitPool(home, "True", "");

        trusted.delete();
        lab.awaitPool(home, "False", "trust-certificate=" + approved + ".2;");
        lab.annotate(home, "trust-certificate", approved + ".2");
        lab.awaitPool(home, "True", "");
    }
}
