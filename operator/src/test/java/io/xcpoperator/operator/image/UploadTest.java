package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.testing.Lab;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image whose bytes a person sends: asked for, taken whole or not at all, and put into storage. */
class UploadTest {
    private static final String STORAGE = "storageRepositoryRef: {name: nas}";

    @TempDir
    private Path folder;

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void bytesAreAskedForTakenOnceWholeAndRightAndImported() throws Exception {
        byte[] disk = FetchTest.disk(3);
        byte[] packed = Zstd.compress(disk);
        try (ImageLab lab = new ImageLab(folder)) {
            String upload = "source: {upload: {}, sha256: %s}".formatted(FetchTest.sha256(packed));
            lab.pool.calls().reset();
            lab.apply("sent", STORAGE, upload, "managementPolicy: Plan");
            assertThat(lab.await("sent", "False", "6 calls planned").plan().calls())
                    .hasSize(6);
            assertThat(lab.intake().refusal(lab.key("sent")).orElse("")).contains("managementPolicy to Manage");

            lab.apply("sent", STORAGE, upload, "managementPolicy: Manage");
            String asked = "waits for its bytes: kubectl xcp upload FILE ximg/sent -n " + lab.lab.namespace();
            var status = lab.await("sent", "False", asked);
            assertThat(Lab.trueOf(status.conditions())).isEmpty();
            assertThat(lab.pool.calls().of("VDI.create")).isZero();
            assertThat(lab.intake().refusal(lab.key("sent"))).isEmpty();
            assertThat(lab.intake().refusal(lab.key("other")).orElse("")).contains("there is no DiskImage");

            byte[] wrong = Arrays.copyOf(packed, packed.length);
            wrong[9] ^= 1;
            assertThatThrownBy(() -> lab.intake().take(lab.key("sent"), in(wrong), wrong.length))
                    .isInstanceOf(Intake.Refused.class)
                    .hasMessageContainingAll(FetchTest.sha256(packed), FetchTest.sha256(wrong));
            lab.await("sent", "False", asked + " (the last time: what came has the sha256 ");
            assertThat(folder).isEmptyDirectory();
            assertThatThrownBy(() -> lab.intake().take(lab.key("sent"), in(packed), packed.length + 1L))
                    .isInstanceOf(IOException.class);
            lab.await("sent", "False", "only %d of %d bytes came".formatted(packed.length, packed.length + 1));
            assertThat(folder).isEmptyDirectory();

            var first = new PipedOutputStream();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var pipe = new PipedInputStream(first);
                var taking = threads.submit(() -> lab.intake().take(lab.key("sent"), pipe, packed.length));
                await().atMost(Lab.PATIENCE)
                        .until(() -> lab.intake()
                                .refusal(lab.key("sent"))
                                .orElse("")
                                .contains("somebody sends its bytes already"));
                assertThatThrownBy(() -> lab.intake().take(lab.key("sent"), in(packed), packed.length))
                        .isInstanceOf(Intake.Refused.class);
                first.write(packed);
                first.close();
                assertThat(taking.get()).isEqualTo(FetchTest.sha256(packed));
            }
            var ready = lab.awaitReady("sent");
            assertThat(lab.pool.disks().read(ready.uuid(), 0, disk.length)).isEqualTo(disk);
            assertThat(ready.sha256()).isEqualTo(FetchTest.sha256(packed));
            assertThat(lab.intake().refusal(lab.key("sent")).orElse("")).contains("is there already");
            assertThat(lab.disks("sent")).hasSize(1);
        }
    }

    @Test
    void whatAnOperatorTookAndDidNotImportIsAskedForAgain() throws Exception {
        byte[] disk = FetchTest.disk(2);
        try (ImageLab lab = new ImageLab(folder)) {
            lab.pool.faults().hosts().fill("nas-vms", 1L << 20);
            lab.apply("kept", STORAGE, "source: {upload: {}}");
            lab.await("kept", "False", "waits for its bytes");
            lab.intake().take(lab.key("kept"), in(disk), disk.length);
            lab.await("kept", "False", "storage nas-vms has 1Mi free");
            lab.replaceOperator();
            lab.await("kept", "False", "waits for its bytes");
            assertThat(folder).isEmptyDirectory();
            assertThat(lab.disks("kept")).isEmpty();
            lab.pool.faults().hosts().fill("nas-vms", 1L << 40);
            lab.intake().take(lab.key("kept"), in(disk), disk.length);
            assertThat(lab.pool.disks().read(lab.awaitReady("kept").uuid(), 0, disk.length))
                    .isEqualTo(disk);

            lab.example("own-image/upload.yaml");
            lab.await("installer", "False", "waits for its bytes: kubectl xcp upload FILE ximg/installer");

            lab.apply("gone", STORAGE, "source: {upload: {}}");
            lab.await("gone", "False", "waits for its bytes");
            var out = new PipedOutputStream();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var pipe = new PipedInputStream(out);
                var taking = threads.submit(() -> lab.intake().take(lab.key("gone"), pipe, 1 << 20));
                await().atMost(Lab.PATIENCE)
                        .until(() -> lab.intake().refusal(lab.key("gone")).isPresent());
                lab.delete("gone");
                lab.awaitGone("gone");
                assertThatThrownBy(taking::get)
                        .cause()
                        .isInstanceOf(Intake.Refused.class)
                        .hasMessageContaining("was deleted meanwhile; nothing was kept");
            }
            await().atMost(Lab.PATIENCE).untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        }
    }
}
