package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl xcp} beside a running operator, on a real API server. */
class CommandsTest {
    private static final String WEB = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              poolRef: {name: home}
              source: {template: {name: debian-12-golden}}
              memory: {size: MEMORY}
              restartPolicy: {when: OnApproval}
            """;

    private static Lab lab;
    private static Xcp xcp;

    @BeforeAll
    static void start() {
        lab = Lab.open("cli");
        Simulator pool = lab.pool();
        lab.login();
        lab.awaitPool(poolWithOperator(pool), "True", "");
        xcp = new Xcp(lab.client(), lab.namespace());
    }

    private static XcpPool poolWithOperator(Simulator pool) {
        lab.operator();
        return lab.xcpPool(pool);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void tellsWhyAVmIsAsItIsAndApprovesWhatItWaitsForOnceAPersonSaidYes() {
        lab.apply(WEB.replace("MEMORY", "2Gi"));
        awaitWhy("xvm/web", "State      Ready");
        assertThat(xcp.run("why", "xvm", "web").done().out())
                .contains("VirtualMachine " + lab.namespace() + "/web")
                .contains("Running on host")
                .contains("the pool chose it: spec.placement names no host")
                .contains("by test, who has ", "spec.memory.size")
                .contains("Created")
                .contains("Next       nothing to do");
        assertThat(xcp.run("approve", "xvm/web").exit()).isEqualTo(Exit.FAILED);

        lab.apply(WEB.replace("MEMORY", "4Gi"));
        awaitWhy("xvm/web", "Waits      memory.size 2Gi → 4Gi: waits for leave");
        assertThat(xcp.run(List.of("n"), "approve", "xvm/web").done().out())
                .contains("memory.size 2Gi → 4Gi", "approve-restart=", "Approve? [y/N]", "nothing was approved");
        assertThat(web().getMetadata().getAnnotations()).as("no is no").isNullOrEmpty();
        assertThat(xcp.run("approve", "xvm/web").err()).contains("add --yes");

        String hash = web().getStatus().pendingChanges().hash();
        assertThat(xcp.run(List.of("y"), "approve", "xvm/web").done().out())
                .contains("approved: approve-restart=" + hash);
        assertThat(web().getMetadata().getAnnotations()).isEqualTo(Map.of("xcp-operator.io/approve-restart", hash));
        assertThat(web().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .as("the manager that no tool takes it away from")
                .contains("xcp");
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() ->
                        assertThat(web().getStatus().memory().size().toString()).isEqualTo("4Gi"));

        assertThat(xcp.run("pause", "xvm/web").done().out()).contains("xvm/web is paused");
        assertThat(xcp.run("pause", "xvm/web").done().out()).contains("was paused already");
        assertThat(xcp.run("why", "xvm/web").done().out()).contains("paused: nothing is written");
        assertThat(xcp.run("resume", "xvm/web").done().out()).contains("xvm/web goes on");
        assertThat(web().getMetadata().getAnnotations()).doesNotContainKey("xcp-operator.io/paused");
    }

    @Test
    void findsWhatIsWrongAndWhatToDoAboutIt() {
        String namespace = lab.namespace();
        Xcp.Run well = xcp.run("doctor", "-n", namespace);
        assertThat(well.out())
                .as(well.err())
                .contains(
                        "✓ the API server answers",
                        "CRDs are installed",
                        "✓ pool " + namespace + "/home is Connected, 2 hosts")
                .contains("✓ Secret login of pool " + namespace + "/home is there and labelled")
                .contains("✓ you may read and change VirtualMachines");

        lab.apply(unlabelled());
        Xcp.Run ill = xcp.run("doctor", "-n", namespace);
        assertThat(ill.exit()).isEqualTo(Exit.FAILED);
        assertThat(ill.out())
                .contains("✗ Secret unlabelled of pool " + namespace + "/other lacks the label")
                .contains("kubectl label --field-manager=xcp -n " + namespace
                        + " secret unlabelled xcp-operator.io/use=true")
                .doesNotContain("xensource");
    }

    private static String unlabelled() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: unlabelled}
                stringData: {username: root, password: xensource}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpPool
                metadata: {name: other}
                spec: {endpoints: ["127.0.0.1:1"], credentialsSecretRef: {name: unlabelled}}
                """;
    }

    @Test
    void saysInOneLineWhatWasWrongWithACommand() {
        assertThat(xcp.run("why", "xvm/nowhere"))
                .isEqualTo(new Xcp.Run(
                        Exit.FAILED,
                        "",
                        "there is no xvm/nowhere in namespace %s: kubectl get xvm -A shows where they are%n"
                                .formatted(lab.namespace())));
        assertThat(xcp.run("why", "pod/web").exit()).isEqualTo(Exit.USAGE);
        assertThat(xcp.run("why", "pod/web").err())
                .startsWith("\"pod\" is no kind of xcp-operator; one of: xpool, ")
                .hasLineCount(1);
        assertThat(xcp.run("why", "web").err())
                .isEqualTo("\"web\" names no resource: write KIND/NAME, for example xvm/web%n".formatted());
        assertThat(xcp.run("frobnicate").exit()).isEqualTo(Exit.USAGE);
    }

    private static void awaitWhy(String target, String text) {
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(xcp.run("why", target).out()).contains(text));
    }

    private static VirtualMachine web() {
        return lab.client()
                .resources(VirtualMachine.class)
                .inNamespace(lab.namespace())
                .withName("web")
                .get();
    }
}
