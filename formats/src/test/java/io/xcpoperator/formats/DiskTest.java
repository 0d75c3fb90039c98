package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on a disk, whatever file it comes in. */
class DiskTest {
    @ParameterizedTest(name = "{0} is {1} with the content of {2}")
    @CsvSource({
        "disk.raw, RAW, disk.raw",
        "v2.qcow2, QCOW2, disk.raw",
        "v3-512.qcow2, QCOW2, disk.raw",
        "zlib.qcow2, QCOW2, disk.raw",
        "zstd.qcow2, QCOW2, disk.raw",
        "mixed.qcow2, QCOW2, mixed.raw",
        "dynamic.vhd, VHD, disk.raw",
        "fixed.vhd, VHD, disk.raw",
    })
    void readsWhatAGuestWouldRead(String file, DiskFormat format, String content) throws IOException {
        byte[] image = Given.file(file);
        assertThat(DiskFormat.of(Source.of(image))).isEqualTo(format);
        assertThat(Given.content(image)).isEqualTo(Given.file(content));
    }

    @ParameterizedTest(name = "{0} holds {1} bytes")
    @CsvSource({"odd-size.vhd, 5244416", "host-stream.vhd, 8388608"})
    void readsTheVhdsOfXenOrchestraAndOfHosts(String file, long size) throws IOException {
        try (Disk disk = Given.disk(Given.file(file))) {
            assertThat(disk.size()).isEqualTo(size);
            byte[] content = Given.content(disk);
            assertThat(Given.content(Given.bytes(Upload.vhd(disk, CallOff.NEVER))))
                    .isEqualTo(content);
            assertThat(content).isNotEqualTo(new byte[content.length]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"disk.raw", "zlib.qcow2", "dynamic.vhd", "odd-size.vhd"})
    void uploadsTheSameDiskInEitherForm(String file) throws IOException {
        byte[] image = Given.file(file);
        byte[] content = Given.content(image);
        try (Disk disk = Given.disk(image)) {
            Upload raw = Upload.raw(disk);
            Upload vhd = Upload.vhd(disk, CallOff.NEVER);
            assertThat(Given.bytes(raw)).isEqualTo(content).hasSize((int) raw.length());
            assertThat(Given.bytes(vhd)).hasSize((int) vhd.length());
            assertThat(Given.content(Given.bytes(vhd))).isEqualTo(content);
            assertThat(Given.bytes(vhd)).as("opened once more").isEqualTo(Given.bytes(vhd));
        }
    }

    @Test
    void leavesBlocksOfZerosOutOfAVhd() throws IOException {
        byte[] image = new byte[64 << 20];
        image[40 << 20] = 1;
        try (Disk disk = Given.disk(image)) {
            assertThat(Upload.vhd(disk, CallOff.NEVER).length()).isEqualTo(2048 + 512 + (2 << 20) + 512 + 512);
            assertThat(Given.content(Given.bytes(Upload.vhd(disk, CallOff.NEVER))))
                    .isEqualTo(image);
        }
    }

    @ParameterizedTest(name = "a byte at {0} of a disk of {1} bytes")
    @CsvSource({"0, 512", "2097151, 2097152", "2097152, 2097664", "6291455, 6291456", "8388608, 8389120"})
    void keepsEveryByteAtTheEdgesOfBlocks(int at, int size) throws IOException {
        byte[] image = new byte[size];
        image[at] = 9;
        try (Disk disk = Given.disk(image)) {
            byte[] read = Given.content(Given.bytes(Upload.vhd(disk, CallOff.NEVER)));
            assertThat(read).isEqualTo(image);
        }
    }

    @Test
    void knowsAnIso() throws IOException {
        byte[] image = new byte[40960];
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, image, 32769, 5);
        assertThat(DiskFormat.of(Source.of(image))).isEqualTo(DiskFormat.ISO);
        assertThat(Given.content(image)).isEqualTo(image);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of("KDMV", "a VMDK"),
                Arguments.of("vhdxfile", "a VHDX"),
                Arguments.of("<!DOCTYPE html><html>", "a web page"),
                Arguments.of("\n <html><body>404", "a web page"),
                Arguments.of("PK\u0003\u0004", "a ZIP archive"),
                Arguments.of("BZh9", "bzip2"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("strangers")
    void namesWhatIsNoDisk(String start, String name) {
        byte[] image = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 4096);
        assertThatThrownBy(() -> DiskFormat.of(Source.of(image)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(name);
    }

    private static UnaryOperator<byte[]> patched(Consumer<ByteBuffer> change) {
        return bytes -> {
            byte[] copy = bytes.clone();
            change.accept(ByteBuffer.wrap(copy));
            return copy;
        };
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("v2.qcow2", patched(b -> b.putInt(4, 4)), "version 4"),
                Arguments.of("v2.qcow2", patched(b -> b.putLong(8, 200)), "differences to another file"),
                Arguments.of("v2.qcow2", patched(b -> b.putInt(32, 1)), "encrypted"),
                Arguments.of("v2.qcow2", patched(b -> b.putInt(20, 30)), "clusters of 2^30"),
                Arguments.of("v2.qcow2", patched(b -> b.putLong(24, -1)), "18446744073709551615 bytes"),
                Arguments.of("v2.qcow2", patched(b -> b.putLong(24, 1L << 43)), "first table has"),
                Arguments.of("v2.qcow2", patched(b -> b.putLong(40, 1L << 60)), "cut short"),
                Arguments.of("zlib.qcow2", patched(b -> b.putLong(72, 2)), "corrupt"),
                Arguments.of("zlib.qcow2", patched(b -> b.putLong(72, 4)), "another file"),
                Arguments.of("zlib.qcow2", patched(b -> b.putLong(72, 16)), "features"),
                Arguments.of("zlib.qcow2", patched(b -> b.putLong(72, 1L << 40)), "features"),
                Arguments.of("dynamic.vhd", patched(b -> b.put(b.capacity() - 300, (byte) 1)), "footer is damaged"),
                Arguments.of("dynamic.vhd", patched(b -> b.put(600, (byte) 1)), "header is damaged"),
                Arguments.of("dynamic.vhd", cut(512), "cut short"),
                Arguments.of("dynamic.vhd", cut(100), "cut short"),
                Arguments.of("dynamic.vhd", patched(DiskTest::differencing), "differences to another one"));
    }

    private static UnaryOperator<byte[]> cut(int bytes) {
        return whole -> Arrays.copyOf(whole, whole.length - bytes);
    }

    private static void differencing(ByteBuffer vhd) {
        int footer = vhd.capacity() - 512;
        vhd.putInt(footer + 60, Vhd.DIFFERENCING);
        vhd.putInt(footer + 64, Vhd.checksum(vhd.slice(footer, 512), 64));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refusals")
    void refusesInASentence(String file, UnaryOperator<byte[]> change, String sentence) {
        assertThatThrownBy(() -> Given.content(change.apply(Given.file(file))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void saysWhereAQcow2IsCutShort() {
        byte[] image = Given.file("v2.qcow2");
        assertThatThrownBy(() -> Given.content(Arrays.copyOf(image, image.length - (70 << 10))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cut short");
    }

    /** Of a table of a qcow2, the second entry that is none of zeros becomes the first. */
    private static void twice(ByteBuffer qcow2) {
        int table = (int) (qcow2.getLong((int) qcow2.getLong(40)) & 0x00ff_ffff_ffff_fe00L);
        long first = 0;
        for (int at = table; ; at += Long.BYTES) {
            long entry = qcow2.getLong(at);
            boolean names = (entry & 0x00ff_ffff_ffff_fe00L) != 0;
            if (first != 0 && names) {
                qcow2.putLong(at, first);
                return;
            }
            first = names ? entry : first;
        }
    }

    private static void twiceInVhd(ByteBuffer vhd) {
        int table = (int) vhd.getLong((int) vhd.getLong(16) + 16);
        int first = -1;
        for (int at = table; ; at += Integer.BYTES) {
            if (first != -1 && vhd.getInt(at) != -1) {
                vhd.putInt(at, first);
                return;
            }
            first = vhd.getInt(at) != -1 ? vhd.getInt(at) : first;
        }
    }

    /** More packed clusters than a few bytes can hold. */
    private static void packedEverywhere(ByteBuffer qcow2) {
        int table = (int) (qcow2.getLong((int) qcow2.getLong(40)) & 0x00ff_ffff_ffff_fe00L);
        for (int at = table; at < table + (1 << qcow2.getInt(20)); at += Long.BYTES) {
            qcow2.putLong(at, 1L << 62 | 512);
        }
    }

    static Stream<Arguments> manifold() {
        return Stream.of(
                Arguments.of("v2.qcow2", patched(DiskTest::twice), "names the cluster at byte"),
                Arguments.of(
                        "v2.qcow2",
                        patched(b -> b.putLong((int) b.getLong(40), b.getLong((int) b.getLong(40)) + 512)),
                        "more than once, or half of it"),
                Arguments.of("zlib.qcow2", patched(DiskTest::packedEverywhere), "more than its file can hold"),
                Arguments.of("dynamic.vhd", patched(DiskTest::twiceInVhd), "for more than one block"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("manifold")
    void refusesWhereOnePlaceStandsForMany(String file, UnaryOperator<byte[]> change, String sentence)
            throws IOException {
        try (Disk disk = Given.disk(change.apply(Given.file(file)))) {
            assertThatThrownBy(() -> Upload.vhd(disk, CallOff.NEVER))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(sentence);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"disk.raw", "v2.qcow2", "mixed.qcow2", "dynamic.vhd"})
    void isCalledOffBetweenTwoPieces(String file) throws IOException {
        try (Disk disk = Given.disk(Given.file(file))) {
            assertThatThrownBy(() -> Upload.vhd(disk, () -> {
                        throw new IOException("called off");
                    }))
                    .hasMessage("called off");
        }
    }
}
