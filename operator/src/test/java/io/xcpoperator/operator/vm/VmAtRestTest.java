package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.testing.Heard;
import io.xcpoperator.operator.testing.LogLines;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Most rounds of most VMs find nothing to do: they cost nobody anything. */
class VmAtRestTest {
    private static final String VMS = "virtualmachine";

    private final Heard heard = new Heard();

    @Test
    void aRoundWithNothingToDoIsSilent() {
        try (KubernetesClient client = heard.client();
                VmLab lab = VmLab.withoutOperator()) {
            Operator operator = lab.startOperator(client, "lab-" + lab.infra(), UnaryOperator.identity());
            lab.applyVm(
                    "web",
                    "cpu: {count: 2}",
                    "memory: {size: 2Gi}",
                    "disks: [{name: root}, {name: data, size: 1Gi}]",
                    "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]",
                    "tags: [web]");
            String ref =
                    lab.vmsNamed(lab.awaitReady("web").getMetadata().getName()).getFirst();
            heard.awaitRest(operator, VMS);
            String version = lab.vm("web").orElseThrow().getMetadata().getResourceVersion();

            try (LogLines ours = LogLines.of("io.xcpoperator.operator");
                    LogLines pools = LogLines.of("io.xcpoperator.xapi")) {
                heard.requests().clear();
                lab.pool().calls().reset();
                double before = Heard.rounds(operator, VMS);
                lab.pool().direct().call("VM.add_to_other_config", ref, "note", "of no concern");
                await("the pool's event is looked at")
                        .atMost(VmLab.PATIENCE)
                        .until(() -> Heard.rounds(operator, VMS) > before);
                double woken = Heard.rounds(operator, VMS);
                assertThat(lab.vm("web").orElseThrow().getMetadata().getResourceVersion())
                        .isEqualTo(version);
                lab.client()
                        .resources(VirtualMachine.class)
                        .inNamespace(lab.apps())
                        .withName("web")
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\":{\"labels\":{\"note\":\"of-no-concern\"}}}");
                await("the API server's event is looked at")
                        .atMost(VmLab.PATIENCE)
                        .until(() -> Heard.rounds(operator, VMS) > woken);

                assertThat(heard.requests()).as("requests to the API server").isEmpty();
                assertThat(lab.pool().calls().byMethod().keySet())
                        .as("calls to the pool, but for its events")
                        .isSubsetOf("event.from");
                assertThat(ours.whole()).as("log").isEmpty();
                assertThat(pools.whole()).as("log of the client").isEmpty();
            }
        }
    }
}
