package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** One content in several wrappings from a web server into storage, beside dd on the same disk. */
final class Images {
    private static final int MIB = 1 << 20;
    private static final int MEBIBYTES = 512;
    private static final String FOLDER = "bench-images";

    private final Bed bed;
    private final Path folder;

    private Images(Bed bed, Path folder) {
        this.bed = bed;
        this.folder = folder;
    }

    static List<Figure> of(Options options, Duration latency) {
        try {
            Path folder = Files.createTempDirectory(FOLDER);
            var settings = Map.of(Setting.IMAGE_FOLDER, folder.resolve("work").toString());
            try (var bed = Bed.made(options, Part.IMAGE, 1, latency, settings);
                    var web = new Web(folder)) {
                bed.awaitRest();
                new Images(bed, folder).measure(web);
                return bed.figures();
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Web web) throws IOException {
        Path raw = content();
        bed.vms.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: nas}
                spec: {poolRef: {name: pool-0}, existing: {name: nas-vms}}
                """);
        double copy = dd(raw, "conv=fsync");
        double cached = dd(raw, "conv=notrunc");
        bed.note(
                "dd of %d MiB on the same disk, with fsync".formatted(MEBIBYTES),
                copy,
                " MB/s",
                "without fsync %.0f MB/s; bs=1M, the source in the page cache",
                cached);
        image(web, "raw", raw, copy);
        image(web, "xz", packed(raw), copy);
        Path qcow2 = folder.resolve("disk.qcow2");
        if (run("qemu-img", "convert", "-O", "qcow2", raw.toString(), qcow2.toString())) {
            image(web, "qcow2", qcow2, copy);
        } else {
            System.err.println("no qemu-img on the PATH: the row of qcow2 is left out");
        }
    }

    private void image(Web web, String form, Path file, double copy) throws IOException {
        String name = "image-" + form;
        bed.settle();
        double cpu = bed.operator.cpuSeconds();
        long began = System.nanoTime();
        bed.vms.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: DiskImage
                metadata: {name: NAME}
                spec: {storageRepositoryRef: {name: nas}, source: {url: "URL"}}
                """.replace("NAME", name).replace("URL", web.url(file)));
        await().atMost(bed.patience())
                .pollInterval(Duration.ofMillis(50))
                .until(() -> bed.vms
                        .find(DiskImage.class, name)
                        .filter(image -> image.getStatus() != null
                                && Conditions.isTrue(image.getStatus().conditions(), Conditions.READY))
                        .isPresent());
        double seconds = Bed.secondsSince(began);
        double rate = megabytes() / seconds;
        bed.note(
                "image import, %s: applied → Ready".formatted(form),
                rate,
                " MB/s",
                "%.1f s for %d MiB of disk from %d MiB over HTTP, into the pool over HTTPS; %.0f %% of dd; %.1f s of CPU in the operator",
                seconds,
                MEBIBYTES,
                Files.size(file) / MIB,
                100 * rate / copy,
                bed.operator.cpuSeconds() - cpu);
    }

    private static double megabytes() {
        return MEBIBYTES * (MIB / 1e6);
    }

    /** No zeros that would be left out; every second 4 KiB is like another, so that it packs to half. */
    private Path content() throws IOException {
        Path file = folder.resolve("disk.raw");
        var random = new Random(1);
        byte[] piece = new byte[4096];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), MIB)) {
            for (long at = 0; at < (long) MEBIBYTES * MIB; at += 2L * piece.length) {
                random.nextBytes(piece);
                out.write(piece);
                out.write(piece);
            }
        }
        return file;
    }

    private Path packed(Path raw) throws IOException {
        Path file = folder.resolve("disk.raw.xz");
        try (OutputStream xz =
                new XZOutputStream(new BufferedOutputStream(Files.newOutputStream(file), MIB), new LZMA2Options(0))) {
            Files.copy(raw, xz);
        }
        return file;
    }

    /** MB/s of the faster of two. */
    private double dd(Path from, String how) {
        return Stream.of(1, 2).mapToDouble(_ -> once(from, how)).max().orElseThrow();
    }

    private double once(Path from, String how) {
        Path to = folder.resolve("dd");
        long began = System.nanoTime();
        if (!run("dd", "if=" + from, "of=" + to, "bs=1M", how)) {
            throw new IllegalStateException("dd failed");
        }
        double rate = megabytes() / Bed.secondsSince(began);
        run("rm", to.toString());
        return rate;
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
