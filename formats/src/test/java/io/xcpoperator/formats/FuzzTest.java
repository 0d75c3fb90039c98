package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the bytes are: a disk, or a {@link FormatException}; nothing else, and never more than there is room for. */
class FuzzTest {
    private static final int CASES = Boolean.getBoolean("tests.long") ? 20_000 : 150;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"v2.qcow2", "v3-512.qcow2", "zlib.qcow2", "zstd.qcow2", "dynamic.vhd", "host-stream.vhd"})
    void readsOrRefusesDamagedImages(String file) throws IOException {
        byte[] image = Given.file(file);
        RandomGenerator random = random(file);
        int refused = 0;
        for (int round = 0; round < CASES; round++) {
            byte[] damaged = damaged(image, random);
            try (Disk disk = Given.disk(damaged)) {
                disk.mayHold(0, Math.min(disk.size(), 64 << 20));
                look(disk);
            } catch (FormatException _) {
                refused++;
            }
        }
        assertThat(refused).as("damage that was seen").isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"GZIP", "XZ", "ZSTD"})
    void unpacksOrRefusesDamagedPacks(Packing packing, @TempDir Path folder) throws IOException {
        byte[] packed = PackingTest.pack(packing, Given.file("disk.raw"));
        RandomGenerator random = random(packing.name());
        int refused = 0;
        for (int round = 0; round < CASES / 3; round++) {
            byte[] damaged = damaged(packed, random);
            try (var file = new SparseFile(folder.resolve("image"), 8 << 20)) {
                packing.unpack(new ByteArrayInputStream(damaged), file, 8 << 20);
            } catch (FormatException _) {
                refused++;
            }
        }
        assertThat(refused).as("damage that was seen").isPositive();
    }

    private static RandomGenerator random(String seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed.hashCode());
    }

    private static void look(Disk disk) throws IOException {
        byte[] some = new byte[64 << 10];
        for (int piece = 0; piece < 48; piece++) {
            disk.read(disk.size() / 48 * piece, java.nio.ByteBuffer.wrap(some));
        }
    }

    /** A few bytes or words changed where the structures are, or the end cut off. */
    private static byte[] damaged(byte[] image, RandomGenerator random) {
        byte[] copy = random.nextInt(10) == 0 ? Arrays.copyOf(image, random.nextInt(1, image.length)) : image.clone();
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int where = random.nextBoolean() ? random.nextInt(Math.min(copy.length, 700)) : random.nextInt(copy.length);
            int length = Math.min(random.nextInt(1, 9), copy.length - where);
            byte[] bytes = new byte[length];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            } else {
                Arrays.fill(bytes, (byte) (random.nextBoolean() ? 0xff : 0));
            }
            System.arraycopy(bytes, 0, copy, where, length);
        }
        return copy;
    }
}
