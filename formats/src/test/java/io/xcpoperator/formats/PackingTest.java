package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Images are packed, and unpacked within bounds. */
class PackingTest {
    @TempDir
    private Path folder;

    static byte[] pack(Packing packing, byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = open(packing, out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static OutputStream open(Packing packing, OutputStream out) throws IOException {
        return switch (packing) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(out, 3);
        };
    }

    private long unpack(byte[] packed, long most, long room) throws IOException {
        Packing packing = Packing.of(Source.of(packed));
        try (var file = new SparseFile(folder.resolve("image"), room)) {
            return packing.unpack(new ByteArrayInputStream(packed), file, most);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isKnownByItsBytesAndUnpacked(Packing packing) throws IOException {
        byte[] disk = Given.file("disk.raw");
        byte[] packed = pack(packing, disk);
        assertThat(Packing.of(Source.of(packed))).isEqualTo(packing);
        assertThat(unpack(packed, 1 << 30, 1 << 30)).isEqualTo(disk.length);
        assertThat(folder.resolve("image")).hasBinaryContent(disk);
    }

    @ParameterizedTest
    @EnumSource
    void keepsZerosAtTheEnd(Packing packing) throws IOException {
        byte[] disk = Arrays.copyOf(new byte[] {1}, 1 << 20);
        unpack(pack(packing, disk), 1 << 30, 1 << 30);
        assertThat(folder.resolve("image")).hasBinaryContent(disk);
    }

    @Test
    void unpacksTheMembersOfAGzipOneAfterAnother() throws IOException {
        byte[] one = pack(Packing.GZIP, new byte[] {1, 2, 3});
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);
        unpack(two, 100, 100);
        assertThat(folder.resolve("image")).hasBinaryContent(new byte[] {1, 2, 3, 1, 2, 3});
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void stopsAtABomb(Packing packing) throws IOException {
        byte[] bomb = bomb(packing, 0);
        assertThat(bomb.length).isLessThan(4 << 20);
        assertThatThrownBy(() -> unpack(bomb, 100 << 20, 100 << 20))
                .isInstanceOf(FormatException.class)
                .hasMessage("unpacked, the image is larger than 104857600 bytes");
        assertThat(Files.size(folder.resolve("image"))).isLessThanOrEqualTo(100 << 20);
    }

    @Test
    void stopsAtABombThatIsNotZeros() throws IOException {
        byte[] bomb = bomb(Packing.ZSTD, 7);
        assertThatThrownBy(() -> unpack(bomb, 1L << 40, 10 << 20))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("needs more than the 10485760 bytes of work space");
    }

    @Test
    void refusesWhatTakesTooMuchMemory() throws IOException {
        var xz = new ByteArrayOutputStream();
        try (var packed = new XZOutputStream(xz, new LZMA2Options(9))) {
            packed.write(new byte[100]);
        }
        assertThatThrownBy(() -> unpack(xz.toByteArray(), 1 << 20, 1 << 20)).hasMessageContaining("as xz -6");
        var zstd = new ByteArrayOutputStream();
        try (var packed = new ZstdOutputStream(zstd, 3).setLong(27)) {
            for (int mebibyte = 0;
                    mebibyte < 16;
                    mebibyte++) { // of what is short, the size is known and the window small
                packed.write(new byte[1 << 20]);
                packed.flush();
            }
        }
        assertThatThrownBy(() -> unpack(zstd.toByteArray(), 1 << 25, 1 << 25)).hasMessageContaining("without --long");
    }

    private static byte[] bomb(Packing packing, int value) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 20];
        Arrays.fill(some, (byte) value);
        try (OutputStream packed = open(packing, out)) {
            for (int i = 0; i < 200; i++) {
                packed.write(some);
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void refusesWhatIsCutShort(Packing packing) throws IOException {
        byte[] packed = pack(packing, Given.file("disk.raw"));
        assertThatThrownBy(() -> unpack(Arrays.copyOf(packed, packed.length - 20), 1 << 30, 1 << 30))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("damaged or cut short");
    }
}
