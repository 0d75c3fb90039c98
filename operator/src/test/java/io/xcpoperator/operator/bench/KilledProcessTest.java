package io.xcpoperator.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, ended by SIGKILL. */
class KilledProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VMS = 5;
    private static final int KILLS = 3;

    @TempDir
    private Path logs;

    @Test
    void makesExactlyFiveVmsHoweverOftenItIsKilledMeanwhile() {
        long seed = Long.getLong("xcp.seed", System.nanoTime());
        Random random = new Random(seed);
        try (Lab lab = Lab.open("kill")) {
            Simulator pool = lab.pool();
            pool.faults().latency("*", Duration.ofMillis(20));
            lab.login();
            lab.xcpPool(pool);
            IntStream.range(0, VMS).forEach(n -> lab.apply("""
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: VirtualMachine
                    metadata: {name: vm-N}
                    spec:
                      poolRef: {name: home}
                      source: {template: {name: debian-12-golden}}
                      disks: [{name: root}, {name: data, size: 1Gi}]
                    """.replace("N", Integer.toString(n))));
            for (int kill = 1; kill <= KILLS; kill++) {
                long writes = pool.calls().writes() + 1 + random.nextInt(30);
                try (OperatorProcess operator = start(lab, kill)) {
                    await("work enough to be killed in, seed " + seed)
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> pool.calls().writes() >= writes // or there is no more to do
                                    || (pool.guests().running() == VMS && ready(lab) == VMS));
                    operator.kill();
                }
            }
            try (OperatorProcess operator = start(lab, KILLS + 1)) {
                await("all Ready, seed " + seed).atMost(PATIENCE).until(() -> ready(lab) == VMS);
                assertThat(operator.isAlive()).isTrue();
            }
            assertThat(made(pool))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder("vm-0", "vm-1", "vm-2", "vm-3", "vm-4");
            assertThat(pool.guests().running()).isEqualTo(VMS);
            assertThat(pool.direct().all("VDI").stream()
                            .map(ref -> pool.direct().record("VDI", ref))
                            .filter(vdi -> vdi.get("other_config").toString().contains("xcp-operator.io/")))
                    .as("two disks a VM, none orphaned")
                    .hasSize(2 * VMS)
                    .noneMatch(vdi -> ((List<?>) vdi.get("VBDs")).isEmpty());
        }
    }

    private OperatorProcess start(Lab lab, int number) {
        return OperatorProcess.start(
                lab.kubeconfig(), logs.resolve("operator-" + number + ".log"), lab.namespace(), Optional.empty());
    }

    private static long ready(Lab lab) {
        return lab.client().resources(VirtualMachine.class).inNamespace(lab.namespace()).list().getItems().stream()
                .filter(vm -> vm.getStatus() != null
                        && Conditions.isTrue(vm.getStatus().conditions(), Conditions.READY))
                .count();
    }

    /** The names of all VMs that are no template, no snapshot and no host. */
    private static List<String> made(Simulator pool) {
        return pool.direct().all("VM").stream()
                .map(ref -> pool.direct().record("VM", ref))
                .filter(vm -> vm.get("is_a_template").equals(false)
                        && vm.get("is_a_snapshot").equals(false)
                        && vm.get("is_control_domain").equals(false))
                .map(vm -> vm.get("name_label").toString())
                .toList();
    }
}
