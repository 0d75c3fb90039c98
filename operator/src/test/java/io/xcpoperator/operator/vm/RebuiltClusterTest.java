package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.vm.DiskStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.testing.Edits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster is lost and built anew, with the same manifests, for the pool that went on without it. */
class RebuiltClusterTest {
    private static final String SPEC = "disks: [{name: root}, {name: data, size: 1Gi}]";

    @Test
    void waitsForTheOldMarkToRunOutAndGoesOnWithItsVmsWhereItIsTold() {
        try (VmLab lab = VmLab.started()) {
            lab.applyVm("web", SPEC);
            VirtualMachine before = lab.awaitReady("web");
            String uuid = before.getStatus().uuid();
            List<Object> disks = lab.uuids("VDI");
            lab.stopOperator();
            loseAllObjects(lab);
            lab.pool().calls().reset();

            var clock = new MovedClock();
            lab.applyBasics();
            lab.applyVm("web", SPEC);
            lab.startOperator("rebuilt", seams -> seams.withClock(clock));
            String message = awaitPoolMessage(lab, "is managed by the operator of cluster lab-" + lab.infra());
            String held = message.replaceAll(".*goes on by itself at (\\S+); at once.*", "$1");
            assertThat(Duration.between(InstantSource.system().instant(), Instant.parse(held)))
                    .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(15));
            assertThat(message)
                    .endsWith("at once, on a host: xe pool-param-remove uuid="
                            + lab.pool().poolUuid() + " param-name=other-config param-key=xcp-operator.io/manager");
            String taken = "was made for " + lab.apps()
                    + "/web by an earlier cluster or resource: annotate xcp-operator.io/take-over=" + uuid
                    + " to go on with it";
            awaitMessage(lab, taken);
            assertThat(lab.pool().calls().writes()).isZero();

            clock.move(Duration.ofMinutes(16));
            await("the pool is the new cluster's")
                    .atMost(VmLab.PATIENCE.multipliedBy(3)) // it is looked at again by the real clock
                    .until(() -> lab.otherConfig(
                                    "pool", lab.pool().direct().all("pool").getFirst())
                            .getOrDefault("xcp-operator.io/manager", "") // taken off and put on: two calls
                            .startsWith("rebuilt/"));
            awaitMessage(lab, taken);
            lab.annotate("web", "take-over", uuid);
            assertThat(lab.awaitReady("web").getStatus().disks())
                    .extracting(DiskStatus::uuid)
                    .containsExactlyElementsOf(before.getStatus().disks().stream()
                            .map(DiskStatus::uuid)
                            .toList());
            assertThat(lab.uuids("VDI")).isEqualTo(disks);
            assertThat(lab.pool().guests().running()).isEqualTo(1);
            assertThat(lab.writes()).doesNotContainKeys("VM.clean_shutdown", "VM.start", "Async.VM.start");

            lab.delete("web");
            lab.awaitGone("web");
            assertThat(lab.uuids("VDI"))
                    .as("its disks go with it, as they would have in the old cluster")
                    .hasSize(disks.size() - 2);
        }
    }

    private static void awaitMessage(VmLab lab, String part) {
        lab.awaitVm("web", vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    private static String awaitPoolMessage(VmLab lab, String part) {
        return await().atMost(VmLab.PATIENCE)
                .until(
                        () -> {
                            var status = lab.client()
                                    .resources(XcpPool.class)
                                    .inNamespace(lab.infra())
                                    .withName("home")
                                    .get()
                                    .getStatus();
                            return status == null ? "" : String.valueOf(status.message());
                        },
                        message -> message.contains(part));
    }

    /** As with the machine the cluster ran on: no operator hears of it. */
    private static void loseAllObjects(VmLab lab) {
        lose(lab, VirtualMachine.class, lab.apps());
        lose(lab, XcpNetwork.class, lab.infra());
        lose(lab, StorageRepository.class, lab.infra());
        lose(lab, XcpHost.class, lab.infra());
        lose(lab, XcpPool.class, lab.infra());
    }

    private static <T extends HasMetadata> void lose(VmLab lab, Class<T> kind, String namespace) {
        var all = lab.client().resources(kind).inNamespace(namespace);
        for (T object : all.list().getItems()) {
            var one = all.withName(object.getMetadata().getName());
            Edits.edit(one, o -> o.getMetadata().setFinalizers(List.of()));
            one.delete();
        }
        await().atMost(VmLab.PATIENCE).until(() -> all.list().getItems().isEmpty());
    }
}
