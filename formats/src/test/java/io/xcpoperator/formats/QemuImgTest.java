package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read and write, qemu-img does too; left out where there is none. */
class QemuImgTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void whereThereIsOne() {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "qemu-img"))),
                "no qemu-img");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private Path raw() throws IOException {
        return Files.write(folder.resolve("disk.raw"), Given.file("disk.raw"));
    }

    @Test
    void readsTheVhdThatWeSend() throws IOException, InterruptedException {
        try (Disk disk = Disk.open(Source.of(raw()), DiskFormat.RAW)) {
            Path vhd = Files.write(folder.resolve("sent.vhd"), Given.bytes(Upload.vhd(disk, CallOff.NEVER)));
            run(
                    "qemu-img",
                    "convert",
                    "--image-opts",
                    "-O",
                    "raw",
                    "driver=vpc,force_size_calc=current_size,file.filename=" + vhd, // as a host does: not by geometry
                    folder + "/read.raw");
        }
        byte[] wanted = Given.file("disk.raw");
        byte[] read = Files.readAllBytes(folder.resolve("read.raw"));
        assertThat(java.util.Arrays.equals(read, wanted)).isTrue();
    }

    @ParameterizedTest(name = "qcow2 {0}")
    @ValueSource(
            strings = {
                "compat=0.10,cluster_size=2M",
                "lazy_refcounts=on,cluster_size=64k",
                "preallocation=metadata",
                "refcount_bits=1",
                "-c cluster_size=2M",
                "-c compression_type=zstd,cluster_size=1M",
                "-c compression_type=zlib,cluster_size=4k"
            })
    void writesWhatWeRead(String options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2"));
        boolean packed = options.startsWith("-c ");
        if (packed) {
            command.add("-c");
        }
        Path made = folder.resolve("made.qcow2");
        command.addAll(List.of("-o", packed ? options.substring(3) : options, raw().toString(), made.toString()));
        run(command.toArray(String[]::new));
        try (Disk disk = Disk.open(Source.of(made), DiskFormat.QCOW2)) {
            assertThat(Given.content(disk)).isEqualTo(Given.file("disk.raw"));
        }
    }
}
