package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A VM's life as a user sees it, on a real API server and a simulated pool. */
class VmLifeTest {
    private static final String WEB = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: NAME, namespace: APPS, annotations: {note: ours}}
            spec:
              poolRef: {name: home, namespace: INFRA}
              source: {template: {name: debian-12-golden}}
              cpu: {count: 2}
              memory: {size: 2Gi}
              disks:
              - {name: root}
              networkInterfaces:
              - {name: lan, networkRef: {name: lan, namespace: INFRA}}
              restartPolicy: {when: OnApproval}
              tags: [web]
            """;

    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static VirtualMachine ready(String name) {
        lab.apply(WEB.replace("NAME", name));
        return lab.awaitReady(name);
    }

    @Test
    void isMadeFromItsTemplateAndRuns() {
        lab.pool().calls().reset();
        VirtualMachine web = ready("web");
        assertThat(lab.pool().calls().writes())
                .as("a budget (design.md §7): %s", lab.pool().calls().byMethod())
                .isLessThanOrEqualTo(20);
        assertThat(web.getStatus().powerState()).isEqualTo(PowerState.Running);
        assertThat(lab.vmsNamed("web")).hasSize(1);
        Map<String, Object> record = lab.record(lab.vmsNamed("web").getFirst());
        assertThat(record.get("uuid")).isEqualTo(web.getStatus().uuid());
        assertThat(record.get("power_state")).isEqualTo("Running");
        assertThat(web.getStatus().disks()).singleElement().satisfies(disk -> {
            assertThat(disk.name()).isEqualTo("root");
            assertThat(disk.device()).isZero();
        });
        assertThat(web.getStatus().networkInterfaces())
                .singleElement()
                .satisfies(nic -> assertThat(nic.macAddress()).isNotBlank());
        assertThat(web.getStatus().pendingCreations()).isNullOrEmpty();
    }

    @Test
    void isStartedAgainWhenItIsPoweredOffBehindOurBack() {
        VirtualMachine web = ready("off");
        lab.pool().direct().call("VM.hard_shutdown", lab.vmsNamed("off").getFirst());
        await().atMost(VmLab.PATIENCE)
                .until(() -> lab.record(lab.vmsNamed("off").getFirst())
                        .get("power_state")
                        .equals("Running"));
        assertThat(lab.awaitReady("off").getStatus().uuid())
                .isEqualTo(web.getStatus().uuid());
    }

    @Test
    void goesWithItsDisksWhenTheResourceIsDeleted() {
        String disk = ready("gone").getStatus().disks().getFirst().uuid();
        lab.delete("gone");
        lab.awaitGone("gone");
        assertThat(lab.vmsNamed("gone")).isEmpty();
        assertThat(lab.pool().direct().all("VDI").stream()
                        .map(ref -> lab.pool().direct().record("VDI", ref).get("uuid")))
                .doesNotContain(disk);
    }

    @Test
    void leavesACopyThatAPersonMadeOfItsDisk() {
        String disk = ready("copied").getStatus().disks().getFirst().uuid();
        Object original = lab.pool().direct().call("VDI.get_by_uuid", disk);
        Object snapshot = lab.pool().direct().call("VDI.snapshot", original);
        Object storage = lab.pool().direct().record("VDI", original.toString()).get("SR");
        Object copy = lab.pool().direct().call("VDI.copy", snapshot, storage);
        assertThat(lab.pool().direct().record("VDI", copy.toString()).get("other_config"))
                .as("the copy carries our mark")
                .asString()
                .contains("xcp-operator.io/");
        lab.delete("copied");
        lab.awaitGone("copied");
        assertThat(lab.pool().direct().all("VDI")).contains(copy.toString()).doesNotContain(original.toString());
    }

    @Test
    void staysInThePoolWhenItsWholeNamespaceIsDeleted() {
        try (VmLab far = VmLab.started()) {
            far.apply(WEB.replace("NAME", "web"));
            far.awaitReady("web");
            far.client().namespaces().withName(far.apps()).delete();
            far.awaitGone("web");
            assertThat(far.vmsNamed("web")).singleElement().satisfies(vm -> {
                assertThat(far.record(vm)).containsEntry("power_state", "Running");
                assertThat(far.otherConfig(vm)).doesNotContainKey("xcp-operator.io/owner");
            });
        }
    }
}
