package io.xcpoperator.formats;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** How an image is packed, by its first bytes. */
public enum Packing {
    NONE(""),
    GZIP("1f8b08"),
    XZ("fd377a585a00"),
    ZSTD("28b52ffd");

    /** What unpacking may keep in memory: enough for xz -8 and zstd -19; xz -9 takes 65 MiB, zstd --ultra up to 128. */
    private static final int XZ_MEMORY_KIB = 36 << 10;

    private static final int WINDOW_LOG = 25;
    private static final int BUFFER = 64 << 10;

    private final String magic;

    Packing(String magic) {
        this.magic = magic;
    }

    public static Packing of(Source source) throws IOException {
        for (Packing packing : values()) {
            if (packing != NONE && packing.starts(source)) {
                return packing;
            }
        }
        return NONE;
    }

    private boolean starts(Source source) throws IOException {
        byte[] wanted = HexFormat.of().parseHex(magic);
        return source.size() >= wanted.length
                && Arrays.equals(source.piece(0, wanted.length).array(), wanted);
    }

    /**
     * Unpacks {@code packed} to {@code to}, where zeros become holes.
     *
     * @param most bytes that may come out: a {@link TooLargeException} where there are more
     * @return how many came out
     */
    public long unpack(InputStream packed, SparseFile to, long most) throws IOException {
        try (InputStream in = open(new BufferedInputStream(packed, BUFFER))) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int count; (count = in.readNBytes(buffer, 0, buffer.length)) > 0; ) {
                total += count;
                if (total > most) {
                    throw new TooLargeException("unpacked, the image is larger than %d bytes".formatted(most));
                }
                to.append(buffer, count);
            }
            to.finish();
            return total;
        } catch (MemoryLimitException e) {
            throw greedy(e);
        } catch (ZipException | XZIOException | ZstdIOException | EOFException e) {
            if (e instanceof ZstdIOException && String.valueOf(e.getMessage()).contains("memory")) {
                throw greedy(e);
            }
            throw new FormatException(
                    "the image cannot be unpacked: its %s data is damaged or cut short".formatted(this), e);
        }
    }

    private FormatException greedy(IOException e) {
        return new FormatException(
                "unpacking the image takes too much memory: pack it with less, as %s"
                        .formatted(this == XZ ? "xz -6" : "zstd -19 without --long"),
                e);
    }

    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(in).setLongMax(WINDOW_LOG);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
