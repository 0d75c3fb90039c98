package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A VM's life as a user sees it, on a real API server and a simulated pool. */
class VmLifeTest {
    static final String WEB = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web, namespace: APPS, annotations: {note: ours}}
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

    private VmLab lab;

    @BeforeEach
    void start() {
        lab = VmLab.started();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isMadeFromItsTemplateAndRuns() {
        long before = lab.pool().calls().total();
        lab.pool().calls().reset();
        lab.apply(WEB);
        VirtualMachine web = lab.awaitReady("web");
        System.out.println(
                "XAPI calls from apply to Ready: " + lab.pool().calls().byMethod() + " (before: " + before + ")");
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
        lab.apply(WEB);
        VirtualMachine web = lab.awaitReady("web");
        lab.pool().direct().call("VM.hard_shutdown", lab.vmsNamed("web").getFirst());
        await().atMost(VmLab.PATIENCE)
                .until(() -> lab.record(lab.vmsNamed("web").getFirst())
                        .get("power_state")
                        .equals("Running"));
        assertThat(lab.awaitReady("web").getStatus().uuid())
                .isEqualTo(web.getStatus().uuid());
    }

    @Test
    void goesWithItsDisksWhenTheResourceIsDeleted() {
        lab.apply(WEB);
        String disk = lab.awaitReady("web").getStatus().disks().getFirst().uuid();
        lab.delete("web");
        lab.awaitGone("web");
        assertThat(lab.vmsNamed("web")).isEmpty();
        assertThat(lab.pool().direct().all("VDI").stream()
                        .map(ref -> lab.pool().direct().record("VDI", ref).get("uuid")))
                .doesNotContain(disk);
    }

    @Test
    void leavesACopyThatAPersonMadeOfItsDisk() {
        lab.apply(WEB);
        String disk = lab.awaitReady("web").getStatus().disks().getFirst().uuid();
        Object original = lab.pool().direct().call("VDI.get_by_uuid", disk);
        Object snapshot = lab.pool().direct().call("VDI.snapshot", original);
        Object storage = lab.pool().direct().record("VDI", original.toString()).get("SR");
        Object copy = lab.pool().direct().call("VDI.copy", snapshot, storage);
        assertThat(lab.pool().direct().record("VDI", copy.toString()).get("other_config"))
                .as("the copy carries our mark")
                .asString()
                .contains("xcp-operator.io/");
        lab.delete("web");
        lab.awaitGone("web");
        assertThat(lab.pool().direct().all("VDI")).contains(copy.toString()).doesNotContain(original.toString());
    }

    @Test
    void staysInThePoolWhenItsWholeNamespaceIsDeleted() {
        lab.apply(WEB);
        lab.awaitReady("web");
        lab.client().namespaces().withName(lab.apps()).delete();
        await().atMost(VmLab.PATIENCE)
                .until(() -> lab.client().namespaces().withName(lab.apps()).get() == null);
        assertThat(lab.vmsNamed("web")).singleElement().satisfies(vm -> {
            assertThat(lab.record(vm)).containsEntry("power_state", "Running");
            assertThat(lab.otherConfig(vm)).doesNotContainKey("xcp-operator.io/owner");
        });
    }
}
