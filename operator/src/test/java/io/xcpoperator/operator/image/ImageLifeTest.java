package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.Lab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images: fetched, checked, put into storage, and taken away again. */
class ImageLifeTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private static Path folder;

    @TempDir
    private static Path certificates;

    private static ImageLab lab;

    @BeforeAll
    static void begin() {
        lab = new ImageLab(folder);
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    /** Five MiB of which the second two are zeros. */
    private static byte[] disk() {
        byte[] bytes = FetchTest.disk(5);
        Arrays.fill(bytes, 2 * MIB, 4 * MIB, (byte) 0);
        return bytes;
    }

    private static Map<?, ?> otherConfig(Map<String, Object> record) {
        return (Map<?, ?>) record.get("other_config");
    }

    @Test
    void anImageIsFetchedCheckedAndSentWithoutItsZeros() {
        byte[] disk = disk();
        byte[] packed = Zstd.compress(disk);
        String url = lab.web.serve("/debian.raw.zst", packed);
        lab.apply(
                "debian",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\", sha256: %s}".formatted(url, FetchTest.sha256(packed)));
        var status = lab.awaitReady("debian");
        assertThat(status.sha256()).isEqualTo(FetchTest.sha256(packed));
        assertThat(status.format()).isEqualTo(ImageFormat.Raw);
        assertThat(status.progress()).isEqualTo(100);
        assertThat(status.pendingCreations()).isNull();
        assertThat(lab.disks("debian")).singleElement().satisfies(vdi -> {
            assertThat(vdi).containsEntry("uuid", status.uuid()).containsEntry("virtual_size", 6L * MIB);
            assertThat(OwnerMark.own(
                            Map.of(
                                    OwnerMark.KEY,
                                    otherConfig(vdi).get(OwnerMark.KEY).toString()),
                            status.uuid()))
                    .isPresent();
        });
        assertThat(lab.pool.disks().read(status.uuid(), 0, disk.length)).isEqualTo(disk);
        assertThat(lab.pool.disks().written(status.uuid())).isEqualTo(3 * MIB);
        assertThat(lab.pool.direct().all("task").stream()
                        .map(task -> lab.pool.direct().record("task", task).get("name_label")))
                .noneMatch(label -> label.toString().contains("debian"));
        assertThat(folder).isEmptyDirectory();

        lab.delete("debian");
        lab.awaitGone("debian");
        assertThat(lab.disks("debian")).isEmpty();
    }

    @Test
    void anIsoLiesInAnIsoStorageByteForByteAndIsKeptWhenToldSo() {
        byte[] iso = FetchTest.disk(1);
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, iso, 32769, 5);
        lab.apply(
                "netinst",
                "storageRepositoryRef: {name: isos}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/netinst.iso", iso)),
                "deletionPolicy: Retain");
        var status = lab.awaitReady("netinst");
        assertThat(status.format()).isEqualTo(ImageFormat.Iso);
        assertThat(lab.pool.disks().read(status.uuid(), 0, iso.length)).isEqualTo(iso);
        assertThat(lab.disks("netinst.iso"))
                .singleElement()
                .satisfies(vdi -> assertThat(vdi).containsEntry("virtual_size", (long) iso.length));

        lab.delete("netinst");
        lab.awaitGone("netinst");
        assertThat(lab.disks("netinst.iso"))
                .singleElement()
                .satisfies(vdi -> assertThat(otherConfig(vdi)).isEmpty());
    }

    @Test
    void inPlanNothingIsFetchedAndManageMakesTheCallsThatAreShown() {
        byte[] disk = FetchTest.disk(1);
        String source = "source: {url: \"%s\"}".formatted(lab.web.serve("/planned.img", disk));
        lab.web.requests().clear();
        lab.pool.calls().reset();
        lab.apply("planned", "storageRepositoryRef: {name: nas}", source, "managementPolicy: Plan");
        var status = lab.await("planned", "False", "6 calls planned (status.plan)");
        List<String> calls =
                status.plan().calls().stream().map(PlannedCall::call).toList();
        assertThat(calls)
                .containsExactly(
                        "VDI.create",
                        "task.create",
                        "task.add_to_other_config",
                        "PUT /import_raw_vdi",
                        "VDI.add_to_other_config",
                        "VDI.add_to_other_config");
        assertThat(lab.web.requests()).isEmpty();
        lab.apply("planned", "storageRepositoryRef: {name: nas}", source, "managementPolicy: Manage");
        lab.awaitReady("planned");
        assertThat(lab.pool.calls().of("VDI.create")).isEqualTo(1);
        assertThat(lab.pool.calls().of("VDI.add_to_other_config")).isEqualTo(2);
        assertThat(lab.pool.calls().of("PUT.import_raw_vdi")).isEqualTo(1);
    }

    @Test
    void oneThatExistsIsMarkedOnceAndLetGoUnharmed() {
        lab.apply(
                "alpine",
                "storageRepositoryRef: {name: isos}",
                "source: {existing: {name: alpine-virt-3.19.1-x86_64.iso}}");
        var status = lab.awaitReady("alpine");
        assertThat(status.uuid())
                .isEqualTo(lab.disks("alpine-virt-3.19.1-x86_64.iso").getFirst().get("uuid"));
        lab.delete("alpine");
        lab.awaitGone("alpine");
        assertThat(lab.disks("alpine-virt-3.19.1-x86_64.iso"))
                .singleElement()
                .satisfies(vdi -> assertThat(otherConfig(vdi)).isEmpty());
    }

    @Test
    void aWrongChecksumStallsAndTouchesNothing() {
        lab.apply(
                "forged",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\", sha256: %s}"
                        .formatted(lab.web.serve("/forged.img", FetchTest.disk(1)), "0".repeat(64)));
        var status = lab.await("forged", "False", "nothing was imported");
        assertThat(Lab.trueOf(status.conditions())).containsExactly("Stalled");
        assertThat(lab.disks("forged")).isEmpty();
        lab.delete("forged");
        lab.awaitGone("forged");
    }

    @Test
    void aServerOfOnesOwnCaIsReachedOnceTheRightCertificateIsInTheSecret() {
        Authority own = new Authority(certificates, "own");
        Authority other = new Authority(certificates, "other");
        byte[] disk = FetchTest.disk(1);
        try (var server = new ImageServer(own.server("ip:127.0.0.1"))) {
            String[] spec = {
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\", caBundleRef: {kind: Secret, name: lab-ca, key: ca.crt}}"
                        .formatted(server.serve("/private.img", disk))
            };
            lab.apply("private", spec);
            lab.await("private", "False", "source.caBundleRef: Secret");
            lab.secret("lab-ca", "ca.crt", other.pem());
            lab.await("private", "False", "comes from none of the authorities in Secret");
            assertThat(lab.disks("private")).isEmpty();
            lab.secret("lab-ca", "ca.crt", own.pem());
            var status = lab.awaitReady("private");
            assertThat(lab.pool.disks().read(status.uuid(), 0, disk.length)).isEqualTo(disk);
            lab.configMap("lab-ca", "ca.crt", own.pem());
            lab.apply("of-a-map", spec[0], spec[1].replace("Secret", "ConfigMap"));
            lab.awaitReady("of-a-map");
            assertThatThrownBy(() -> lab.apply("plain", spec[0], spec[1].replace("https:", "http:")))
                    .hasMessageContaining("caBundleRef is for an https address: remove it, or use one in url");
        }
    }

    @Test
    void aFullStorageIsSaidWithNumbersAndTriedWhenThereIsRoom() {
        lab.pool.faults().hosts().fill("nas-vms", 2L * MIB);
        try {
            lab.apply(
                    "large",
                    "storageRepositoryRef: {name: nas}",
                    "source: {url: \"%s\"}".formatted(lab.web.serve("/large.img", FetchTest.disk(8))));
            lab.await("large", "False", "storage nas-vms has 2Mi free, and the image takes 8Mi");
            assertThat(lab.disks("large")).isEmpty();
        } finally {
            lab.pool.faults().hosts().fill("nas-vms", 1L << 40);
        }
        lab.awaitReady("large");
    }

    @Test
    void anImportThatIsCutLeavesNoHalfImageAndIsDoneAgain() {
        byte[] disk = FetchTest.disk(6);
        lab.pool.faults().cutUploads(3 * MIB, 1);
        lab.apply(
                "cut",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/cut.img", disk)));
        lab.await("cut", "False", "the pool could not take it: VDI_IO_ERROR");
        await().atMost(Lab.PATIENCE).until(() -> lab.disks("cut").isEmpty());
        var status = lab.awaitReady("cut");
        assertThat(lab.pool.disks().read(status.uuid(), 0, disk.length)).isEqualTo(disk);
        assertThat(lab.disks("cut")).hasSize(1);
    }

    @Test
    void oneThatIsGoneIsNotFetchedAgainByItself() {
        lab.apply(
                "gone",
                "storageRepositoryRef: {name: nas}",
                "source: {url: \"%s\"}".formatted(lab.web.serve("/gone.img", FetchTest.disk(1))));
        String uuid = lab.awaitReady("gone").uuid();
        lab.pool
                .direct()
                .call("VDI.destroy", lab.pool.direct().named("VDI", "gone").getFirst());
        lab.await("gone", "False", "is gone from pool home; to bring the image in again: kubectl annotate");
        lab.lab.annotate(lab.get("gone"), "recreate", uuid);
        assertThat(lab.awaitReady("gone").uuid()).isNotEqualTo(uuid);
    }
}
