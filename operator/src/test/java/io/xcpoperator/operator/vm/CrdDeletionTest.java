package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.testkit.TestCluster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody deletes the kind itself, which deletes every object of it: on a cluster of this test's own. */
class CrdDeletionTest {
    private static final String CRD = "virtualmachines.xcp-operator.io";

    @Test
    void leavesEveryVmAsItIsAndGoesOnWhenTheKindIsBack() {
        try (TestCluster cluster = TestCluster.own();
                VmLab lab = VmLab.startedOn(cluster, Delays.none())) {
            lab.applyVm("web", "disks: [{name: root}, {name: data, size: 1Gi}]");
            String uuid = lab.awaitReady("web").getStatus().uuid();
            String ref = lab.vmsNamed("web").getFirst();
            Resource<CustomResourceDefinition> kind = cluster.client()
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(CRD);
            CustomResourceDefinition definition = kind.get();

            kind.delete();
            await("the kind is gone, and its objects with it")
                    .atMost(VmLab.PATIENCE)
                    .until(() -> kind.get() == null);
            assertThat(lab.record(ref)).containsEntry("power_state", "Running").containsEntry("uuid", uuid);
            assertThat((List<?>) lab.record(ref).get("VBDs")).hasSize(2);
            assertThat(lab.otherConfig(ref)).as("it is let go").doesNotContainKey(OwnerMark.KEY);

            definition.getMetadata().setResourceVersion(null);
            definition.getMetadata().setUid(null);
            cluster.client().resource(definition).create();
            cluster.client()
                    .resource(definition)
                    .waitUntilCondition(CrdDeletionTest::established, 30, TimeUnit.SECONDS);
            lab.applyVmFrom("web", "existing: {uuid: " + uuid + "}");
            lab.applyVm("another");
            assertThat(lab.awaitReady("web").getStatus().uuid()).as("adopted").isEqualTo(uuid);
            lab.awaitReady("another");
            assertThat(lab.vmsNamed("web")).containsExactly(ref);
        }
    }

    private static boolean established(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }
}
