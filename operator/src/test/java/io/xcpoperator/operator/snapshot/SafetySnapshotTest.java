package io.xcpoperator.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.testing.Lab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots before risky acts, from the spec to the pool. */
class SafetySnapshotTest {
    private static SnapshotLab lab;

    @BeforeAll
    static void start() {
        lab = SnapshotLab.started(1); // what goes for a newer one is no deletion that counts
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static List<VirtualMachineSnapshot> safety(String vm) {
        String uid = lab.findVm(vm).orElseThrow().getMetadata().getUid();
        return lab
                .lab()
                .client()
                .resources(VirtualMachineSnapshot.class)
                .inNamespace(lab.lab().namespace())
                .withLabel(SnapshotLabels.SAFETY_OF, uid)
                .list()
                .getItems()
                .stream()
                .filter(snapshot -> !snapshot.isMarkedForDeletion())
                .toList();
    }

    private static void apply(int cpus, String... lines) {
        var all = new java.util.ArrayList<>(List.of(
                "cpu: {count: %d}".formatted(cpus),
                "restartPolicy: {when: Immediately}",
                "safetySnapshots: {before: [Restart], keep: 1}"));
        all.addAll(List.of(lines));
        lab.applyVm("db", all.toArray(String[]::new));
    }

    private static void awaitCpus(long cpus) {
        lab.awaitVm(
                "db",
                vm -> SnapshotLab.isReady(vm)
                        && Long.valueOf(cpus)
                                .equals(lab.record("VM", lab.vmRef("db")).get("VCPUs_at_startup"))
                        && lab.record("VM", lab.vmRef("db")).get("power_state").equals("Running"));
    }

    @Test
    void isTakenBeforeEachRestartAndTheOldestGoesAndAllGoWithTheVm() {
        apply(1);
        lab.awaitVm("db", SnapshotLab::isReady);
        lab.pool().calls().reset();
        apply(2);
        awaitCpus(2);
        assertThat(lab.pool().calls().of("VM.snapshot")).isEqualTo(1);
        String first = safety("db").getFirst().getMetadata().getName();
        assertThat(lab.record("VM", lab.snapshots().getFirst()))
                .as("from before the restart")
                .containsEntry("VCPUs_at_startup", 1L);
        // the pool does not let one be taken: the VM is left as it is, and says why
        lab.pool().direct().call("VM.set_blocked_operations", lab.vmRef("db"), Map.of("snapshot", "by hand"));
        lab.pool().calls().reset();
        apply(3);
        VirtualMachine waits = lab.awaitVm(
                "db",
                vm -> vm.getStatus().pendingChanges() != null
                        && String.valueOf(vm.getStatus().message())
                                .contains("take Restart out of safetySnapshots.before"));
        assertThat(waits.getStatus().message()).contains("protected from snapshots in the pool");
        assertThat(waits.getStatus().pendingChanges().changes().getFirst().because())
                .isEqualTo("SafetySnapshot");
        assertThat(lab.pool().calls().of("VM.clean_shutdown")).isZero();
        lab.pool().direct().call("VM.set_blocked_operations", lab.vmRef("db"), Map.of());
        awaitCpus(3);
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(safety("db"))
                        .singleElement()
                        .satisfies(snapshot -> assertThat(snapshot.getMetadata().getName())
                                .as("%s", lab.findVm("db").orElseThrow().getStatus())
                                .isNotEqualTo(first)));
        await().atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.snapshots())
                        .as("%s", lab.findSnapshot(first))
                        .hasSize(1));
        lab.delete(lab.findVm("db").orElseThrow());
        lab.awaitGone(VirtualMachine.class, "db");
        assertThat(lab.snapshots()).isEmpty();
        assertThat(lab.snapshotDisks()).isEmpty();
        assertThat(lab.pool().direct().named("VM", "db")).isEmpty();
    }
}
