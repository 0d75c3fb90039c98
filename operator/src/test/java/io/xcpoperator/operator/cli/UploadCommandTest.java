package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All the way: from a file of this machine, through the door, to a disk of the pool. */
class UploadCommandTest {
    private static final String STORAGE = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: StorageRepository
            metadata: {name: nas}
            spec: {poolRef: {name: home}, existing: {name: nas-vms}}
            """;
    private static final String IMAGE = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: DiskImage
            metadata: {name: mine}
            spec: {storageRepositoryRef: {name: nas}, source: {upload: {}, sha256: %s}}
            """;

    @TempDir
    private Path folder;

    private static Optional<DiskImageStatus> status(Lab lab) {
        return Optional.ofNullable(lab.client()
                        .resources(DiskImage.class)
                        .inNamespace(lab.namespace())
                        .withName("mine")
                        .get())
                .map(DiskImage::getStatus);
    }

    @Test
    void aFileOfThisMachineBecomesAnImageOfThePool() throws Exception {
        byte[] disk = new byte[3 << 20];
        new Random(11).nextBytes(disk);
        Path file = Files.write(folder.resolve("mine.raw"), disk);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(disk));
        try (Lab lab = Lab.open("send")) {
            Simulator pool = lab.pool();
            lab.login();
            lab.operator(
                    Map.of(Setting.IMAGE_FOLDER, folder.resolve("work").toString(), Setting.IMAGE_ROOM, "64Mi"),
                    UnaryOperator.identity());
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            lab.apply(STORAGE);
            lab.apply(IMAGE.formatted(sha256));
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    status(lab).map(DiskImageStatus::message).orElse(""))
                            .contains("kubectl xcp upload FILE ximg/mine"));
            assertThat(new Xcp(lab.client(), lab.namespace())
                            .run("upload", file.toString(), "ximg/mine")
                            .done()
                            .out())
                    .contains("sha256 " + sha256);
            await().atMost(Lab.PATIENCE)
                    .until(() -> status(lab)
                            .filter(now -> Conditions.isTrue(now.conditions(), Conditions.READY))
                            .isPresent());
            assertThat(pool.disks().read(status(lab).orElseThrow().uuid(), 0, disk.length))
                    .isEqualTo(disk);
        }
    }
}
