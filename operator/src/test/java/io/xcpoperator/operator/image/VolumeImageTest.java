package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.xcpoperator.operator.testing.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image from a file on a volume: a Job's pod serves it, once, and goes. */
class VolumeImageTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path volume;

    private static Job awaitJob(Kubelet kubelet, String not) {
        return await().atMost(Lab.PATIENCE)
                .until(
                        () -> kubelet.jobs().stream()
                                .filter(job -> !job.isMarkedForDeletion()
                                        && !job.getMetadata().getUid().equals(not))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private static void awaitNothingLeft(ImageLab lab, Kubelet kubelet) {
        await().atMost(Lab.PATIENCE).untilAsserted(() -> {
            assertThat(kubelet.jobs()).isEmpty();
            assertThat(lab.lab
                            .client()
                            .network()
                            .v1()
                            .networkPolicies()
                            .inNamespace(lab.lab.namespace())
                            .list()
                            .getItems())
                    .isEmpty();
        });
    }

    @Test
    void aFileOnAVolumeIsServedByAPodOfItsOwnAndBroughtIn() throws Exception {
        byte[] disk = FetchTest.disk(3);
        try (ImageLab lab = new ImageLab(folder);
                var kubelet = new Kubelet(lab.lab.client(), lab.lab.namespace(), volume, "127.87.0.1")) {
            String source = "source: {persistentVolumeClaim: {name: images, path: debian.img}, sha256: %s}"
                    .formatted(FetchTest.sha256(disk));
            lab.apply("vol", "storageRepositoryRef: {name: nas}", source, "managementPolicy: Plan");
            lab.await("vol", "False", "PersistentVolumeClaim %s/images does not exist".formatted(lab.lab.namespace()));
            lab.lab.apply("""
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: images}
                    spec: {accessModes: [ReadOnlyMany], resources: {requests: {storage: 1Gi}}}
                    """);
            lab.await("vol", "False", "6 calls planned");
            assertThat(kubelet.jobs()).isEmpty();

            lab.apply("vol", "storageRepositoryRef: {name: nas}", source, "managementPolicy: Manage");
            Job first = awaitJob(kubelet, "");
            lab.await("vol", "False", "the volume is being mounted");
            kubelet.run(kubelet.schedule(first));
            await().atMost(Lab.PATIENCE).until(() -> kubelet.isOver(first));
            lab.await("vol", "False", "PersistentVolumeClaim images: there is no file debian.img on the volume");

            Files.write(volume.resolve("debian.img"), disk);
            Job second = awaitJob(kubelet, first.getMetadata().getUid());
            lab.replaceOperator(); // which has no key to that one
            Job third = awaitJob(kubelet, second.getMetadata().getUid());
            assertThat(kubelet.jobs()).hasSize(1);
            kubelet.run(kubelet.schedule(third));
            var status = lab.awaitReady("vol");
            assertThat(lab.pool.disks().read(status.uuid(), 0, disk.length)).isEqualTo(disk);
            assertThat(status.sha256()).isEqualTo(FetchTest.sha256(disk));
            assertThat(lab.disks("vol")).hasSize(1);
            awaitNothingLeft(lab, kubelet);
            kubelet.stop();
            assertThat(folder).isEmptyDirectory();

            lab.example("own-image/from-volume.yaml");
            Job halfway = awaitJob(kubelet, "");
            assertThat(halfway.toString()).contains("--path=golden/debian-12.qcow2.zst");
            lab.delete("golden");
            lab.awaitGone("golden");
            awaitNothingLeft(lab, kubelet);
            assertThat(lab.disks("golden")).isEmpty();
        }
    }
}
