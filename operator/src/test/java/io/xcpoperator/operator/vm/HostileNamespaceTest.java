package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write in one namespace only tries odd values: refused or shown, and no other VM is the worse for it. */
class HostileNamespaceTest {
    private static final String LONG = "x".repeat(10_000);
    private static VmLab lab;
    /** Takes the first answer: an object with an entry twice is an error of the server's to server-side apply. */
    private static KubernetesClient user;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
        lab.applyVm("neighbour", "tags: [mine]");
        lab.awaitReady("neighbour");
        user = TestCluster.newClient(new ConfigBuilder(lab.cluster().config())
                .withRequestRetryBackoffLimit(0)
                .build());
    }

    @AfterAll
    static void stop() {
        user.close();
        lab.close();
    }

    /** A change to a VM beside it is still carried out, and nothing else happened to it. */
    private static void assertThatTheNeighbourIsWell(String sign) {
        lab.applyVm("neighbour", "tags: [mine]", "description: " + sign);
        lab.awaitReady("neighbour");
        Map<String, Object> vm = lab.record(lab.vmsNamed("neighbour").getFirst());
        assertThat(vm)
                .containsEntry("name_description", sign)
                .containsEntry("power_state", "Running")
                .extracting("tags")
                .asString()
                .contains("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description: LONG",
                "nameLabel: LONG",
                "tags: [LONG]",
                "cpu: {count: 0}",
                "cpu: {count: -1}",
                "cpu: {count: 99999999999}",
                "cpu: {count: 2147483647}",
                "memory: {size: 1m}",
                "memory: {size: -1Gi}",
                "memory: {size: lots}",
                "disks: [{name: root}, {name: root}]",
                "disks: [{name: LONG}]",
                "poolRef: {name: \"\"}",
            })
    void isRefusedByTheApiServerInWordsThatNameTheField(String line) {
        String field = line.substring(0, line.indexOf(':'));
        assertThat(refusal("refused", line.replace("LONG", LONG))).contains("spec." + field);
        assertThat(lab.vm("refused")).isEmpty();
    }

    private static String refusal(String name, String line) {
        try {
            String pool = line.startsWith("poolRef") ? "" : "poolRef: {name: home, namespace: INFRA}";
            lab.apply(user, """
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: VirtualMachine
                    metadata: {name: NAME, namespace: APPS}
                    spec:
                      source: {template: {name: debian-12-golden}}
                      POOL
                      LINE
                    """.replace("NAME", name).replace("POOL", pool).replace("LINE", line));
            return "accepted";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void showsAbsurdNumbersAsWhatTheyAreAndGoesOn() {
        Map<String, String> absurd = Map.of(
                "memory: {size: 7Ei}", "memory.size 7Ei is more than 1Ei",
                "memory: {size: 900Pi}", "no host has ",
                "disks: [{name: root}, {name: data, size: 7Ei}]", "disks[data].size 7Ei is more than 1Ei",
                "disks: [{name: root}, {name: data, size: 900Pi}]", "storage nas-vms reports for disks[data]",
                "disks: [{name: root, size: 1Mi}]", "disks[root].size 1Mi is less than the template's disk",
                "poolRef: {name: ../../home}", "XcpPool");
        int number = 0;
        for (var one : absurd.entrySet()) {
            String name = "absurd-" + number++;
            assertThat(refusal(name, one.getKey())).isEqualTo("accepted");
            var vm = lab.awaitVm(
                    name, v -> String.valueOf(v.getStatus().message()).contains(one.getValue()));
            assertThat(VmLab.isReady(vm)).isFalse();
            if (one.getKey().startsWith("poolRef")) { // never changes
                lab.delete(name);
                lab.awaitGone(name);
            } else {
                lab.applyVm(name, "memory: {size: 1Gi}");
                lab.awaitReady(name);
                assertThat(lab.vmsNamed(name)).hasSize(1);
            }
        }
        assertThatTheNeighbourIsWell("after the absurd");
    }

    @Test
    void takesControlCharactersAndMarkupAsText() {
        String odd = "\"<a>&amp;]]>\\u0007\\u001b[31m\\u0000\\ud83d\\n\\t\\u202e end\"";
        Map<String, String> lines = Map.of(
                "odd-text", "description: " + odd,
                "odd-name", "nameLabel: " + odd,
                "odd-tag", "tags: [" + odd + ", \"a,b\", \" \"]");
        lines.forEach((name, line) -> {
            lab.applyVm(name, line);
            var vm = lab.awaitVm(name, v -> VmLab.reason(v).equals("InvalidText"));
            assertThat(vm.getStatus().message())
                    .startsWith("a value of the spec cannot be sent to the pool (VM.")
                    .matches("[\\x20-\\x7e]+");
            lab.applyVm(name);
            lab.awaitReady(name);
        });
        lab.applyVm("markup", "description: \"<a>&amp;]]> é\"");
        lab.awaitReady("markup");
        assertThat(lab.record(lab.vmsNamed("markup").getFirst())).containsEntry("name_description", "<a>&amp;]]> é");
        assertThatTheNeighbourIsWell("after the odd");
    }

    @Test
    void readsNoSecretOfAnotherNamespace() {
        String endpoint = "\"" + lab.pool().endpoints().getFirst().https().getAuthority() + "\"";
        long logins = lab.pool().calls().of("session.login_with_password");
        for (String reference : List.of(
                "{name: ../../INFRA/secrets/home-login}",
                "{name: INFRA/home-login}",
                "{name: home-login, namespace: INFRA}")) {
            String said;
            try {
                lab.apply(user, """
                        apiVersion: xcp-operator.io/v1alpha1
                        kind: XcpPool
                        metadata: {name: thief, namespace: APPS}
                        spec:
                          endpoints: [ENDPOINT]
                          credentialsSecretRef: REFERENCE
                          tls: {mode: TrustOnFirstUse}
                        """.replace("REFERENCE", reference).replace("ENDPOINT", endpoint));
                await().atMost(VmLab.PATIENCE).until(() -> poolMessage("thief").contains("does not exist"));
                said = poolMessage("thief");
            } catch (KubernetesClientException e) {
                said = String.valueOf(e.getMessage());
            }
            assertThat(said)
                    .containsAnyOf("credentialsSecretRef", "does not exist")
                    .doesNotContain("xensource");
        }
        assertThat(lab.pool().calls().of("session.login_with_password")).isEqualTo(logins);
        assertThatTheNeighbourIsWell("after the thief");
    }

    private static String poolMessage(String name) {
        return lab.client().resources(XcpPool.class).inNamespace(lab.apps()).list().getItems().stream()
                .filter(pool -> pool.getMetadata().getName().equals(name) && pool.getStatus() != null)
                .map(pool -> String.valueOf(pool.getStatus().message()))
                .collect(Collectors.joining());
    }
}
