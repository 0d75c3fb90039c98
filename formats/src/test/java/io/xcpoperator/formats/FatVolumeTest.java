package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xcpoperator.formats.FatVolume.Content;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest reads what was put in: by a strict reader of our own, and by the readers of others where there are any. */
class FatVolumeTest {
    private static final List<Content> SEED = List.of(
            file("meta-data", "instance-id: 0d4f\n"),
            file("user-data", "#cloud-config\n" + "x".repeat(5000)),
            file("network-config", "version: 2\n"),
            new Content("empty", new byte[0]));

    @TempDir
    private Path folder;

    private static Content file(String name, String text) {
        return new Content(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertThatItHolds(List<Content> files, byte[] start) {
        var read = new FatReader(start).files();
        assertThat(read.keySet())
                .containsExactlyElementsOf(files.stream().map(Content::name).toList());
        files.forEach(file -> assertThat(read.get(file.name())).isEqualTo(file.bytes()));
    }

    @Test
    void holdsFilesUnderTheirLongNamesAndALabel() {
        byte[] start = FatVolume.start("cidata", SEED);
        assertThat(new FatReader(start).label()).isEqualTo("cidata");
        assertThatItHolds(SEED, start);
        assertThat(start).as("no more than a mebibyte is sent for a few texts").hasSize(1 << 20);
    }

    @Test
    void isTheSameForTheSameFiles() {
        assertThat(FatVolume.start("cidata", SEED)).isEqualTo(FatVolume.start("cidata", SEED));
    }

    @Test
    void holdsFilesOfAnySize() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            List<Content> files = new ArrayList<>();
            for (int number = random.nextInt(9); number >= 0; number--) {
                byte[] bytes = new byte
                        [switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(3);
                            case 1 -> FatVolume.CLUSTER * random.nextInt(4);
                            case 2 -> FatVolume.CLUSTER * random.nextInt(4) + 1;
                            default -> random.nextInt(1 << 20);
                        }];
                random.nextBytes(bytes);
                files.add(new Content("n" + number + "-".repeat(random.nextInt(25)), bytes));
            }
            assertThatItHolds(files, FatVolume.start("cidata", files));
        }
    }

    @Test
    void isFullWhenItIsFull() {
        Content all = new Content("all", new byte[(int) FatVolume.ROOM]);
        byte[] start = FatVolume.start("cidata", List.of(all));
        assertThat(start).hasSize((int) FatVolume.SIZE);
        assertThatItHolds(List.of(all), start);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FatVolume.start("cidata", List.of(all, file("one", "more"))));
    }

    @Test
    void whatCannotBeAFileIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> file("a/b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> file("", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> file("n".repeat(27), ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FatVolume.start("cidata", List.of(file("a", ""), file("a", ""))));
        assertThatIllegalArgumentException().isThrownBy(() -> FatVolume.start("longer than 11", List.of()));
    }

    @Test
    void whatIsInAFileDoesNotPrint() {
        assertThat(file("user-data", "password: hunter2").toString()).doesNotContain("hunter2");
    }

    /** What cloud-init itself asks on Linux which disk is its own. */
    @Test
    void isFoundByItsLabel() throws IOException, InterruptedException {
        String found = run("blkid", "-p", "-o", "export", whole().toString());
        assertThat(found).contains("LABEL=cidata", "TYPE=vfat", "VERSION=FAT16");
    }

    @Test
    void isReadByMtools() throws IOException, InterruptedException {
        Path whole = whole();
        assertThat(run("mdir", "-b", "-i", whole.toString(), "::"))
                .contains("meta-data", "user-data", "network-config");
        assertThat(run("mtype", "-i", whole.toString(), "::user-data"))
                .isEqualTo(new String(SEED.get(1).bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void isCleanForFsck() throws IOException, InterruptedException {
        run("fsck.fat", "-n", whole().toString());
    }

    /** With something else after it, as a disk may have. */
    private Path whole() throws IOException {
        Path file = Files.write(folder.resolve("drive"), FatVolume.start("cidata", SEED));
        try (RandomAccessFile rest = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[(int) (FatVolume.SIZE - rest.length())];
            new Random(1).nextBytes(noise);
            rest.seek(rest.length());
            rest.write(noise);
        }
        return file;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Optional<Path> program = List.of((System.getenv("PATH") + ":/sbin:/usr/sbin").split(":")).stream()
                .map(path -> Path.of(path, command[0]))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no " + command[0]);
        command[0] = program.get().toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }
}
