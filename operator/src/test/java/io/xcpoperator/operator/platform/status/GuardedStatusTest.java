package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.testkit.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What guards a creation is written once, whoever else writes (S2). */
class GuardedStatusTest {
    private static final TestCluster CLUSTER = TestCluster.shared();
    private static String namespace;

    @BeforeAll
    static void prepare() {
        CLUSTER.applyCrds(Path.of("..", "crds", "manifests"));
        namespace = CLUSTER.namespace("guarded");
    }

    private static GuardedStatus<VirtualMachineStatus, VirtualMachine> statuses(Leadership leadership) {
        return new GuardedStatus<>(CLUSTER.client(), leadership, VirtualMachine::new);
    }

    private static Leadership leading(boolean yes) {
        return new Leadership() {
            @Override
            public boolean mayWrite() {
                return yes;
            }

            @Override
            public boolean known() {
                return true;
            }
        };
    }

    private static VirtualMachine created(String name) {
        return CLUSTER.client()
                .getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: xcp-operator.io/v1alpha1
                        kind: VirtualMachine
                        metadata: {name: %s, namespace: %s}
                        spec: {poolRef: {name: home}, source: {template: {name: debian}}}
                        """.formatted(name, namespace), VirtualMachine.class);
    }

    private static VirtualMachine stored(String name) {
        return CLUSTER.client().resource(created(name)).create();
    }

    private static VirtualMachineStatus reserved(String token) {
        return VirtualMachineStatusBuilder.builder()
                .observedGeneration(1L)
                .pendingCreations(List.of(new PendingCreation("vm", token, null)))
                .build();
    }

    private static List<String> tokens(VirtualMachine vm) {
        List<PendingCreation> pending =
                CLUSTER.client().resource(vm).get().getStatus().pendingCreations();
        return pending == null
                ? List.of()
                : pending.stream().map(PendingCreation::token).toList();
    }

    @Test
    void theFirstReservationStandsAndTheSecondStartsOver() {
        VirtualMachine both = stored("both");
        assertThat(statuses(leading(true)).write(both, reserved("first"))).isPresent();
        assertThat(statuses(leading(true)).write(both, reserved("second")))
                .as("computed from the same object")
                .isEmpty();
        assertThat(tokens(both)).containsExactly("first");
    }

    @Test
    void aRoundThatReadAnOldObjectDoesNotDropAReservation() {
        VirtualMachine old = stored("old");
        statuses(leading(true)).write(old, reserved("first"));
        var unaware =
                VirtualMachineStatusBuilder.builder().observedGeneration(1L).build();
        assertThat(statuses(leading(true)).write(old, unaware)).isEmpty();
        assertThat(tokens(old)).containsExactly("first");
    }

    @Test
    void theNextRoundGoesOnFromWhatWasStored() {
        VirtualMachine vm = stored("next");
        VirtualMachine after =
                statuses(leading(true)).write(vm, reserved("first")).orElseThrow();
        assertThat(statuses(leading(true)).write(after, reserved("second"))).isPresent();
        assertThat(tokens(vm)).containsExactly("second");
    }

    @Test
    void whoLeadsNoMoreReservesNothing() {
        VirtualMachine vm = stored("deposed");
        assertThat(statuses(leading(false)).write(vm, reserved("first"))).isEmpty();
        assertThat(tokens(vm)).isEmpty();
    }

    @Test
    void whatAPoolHoldsIsCutToWhatTheApiServerTakes() {
        VirtualMachine vm = stored("hostile");
        String name = "\u0000\uD83D\uDE00\n\"'<&\u202E".repeat(1300);
        var status = VirtualMachineStatusBuilder.builder()
                .observedGeneration(1L)
                .message(name)
                .host(name)
                .build();
        VirtualMachine written = statuses(leading(true)).write(vm, status).orElseThrow();
        assertThat(written.getStatus().host()).endsWith("…").hasSizeLessThanOrEqualTo(253);
        assertThat(statuses(leading(false)).write(written, status))
                .as("the same again is no write")
                .contains(written);
    }
}
