package io.xcpoperator.formats;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The packed cluster of a qcow2 that was unpacked last. One cluster is all that it can grow to. */
final class Cluster {
    private final Source source;
    private final Qcow2Header header;
    private final byte[] content;
    private long entry = -1;

    Cluster(Source source, Qcow2Header header) {
        this.source = source;
        this.header = header;
        this.content = new byte[header.clusterSize()];
    }

    /** The bytes of the cluster that this entry of a second table names. */
    byte[] of(long wanted) throws IOException {
        if (entry != wanted) {
            entry = -1;
            unpack(wanted);
            entry = wanted;
        }
        return content;
    }

    private void unpack(long wanted) throws IOException {
        int split = 62 - (header.clusterBits() - 8);
        long at = wanted & ((1L << split) - 1);
        long sectors = ((wanted & ((1L << 62) - 1)) >>> split) + 1;
        long length = Math.min(sectors * 512 - (at & 511), source.size() - at);
        if (at >= source.size() || length <= 0) {
            throw new FormatException("the qcow2 is cut short: a packed cluster is at byte %d".formatted(at));
        }
        byte[] packed = source.piece(at, (int) length).array();
        if (header.zstd()) {
            unzstd(packed);
        } else {
            inflate(packed);
        }
    }

    private void inflate(byte[] packed) throws FormatException {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int done = 0;
            while (done < content.length) {
                int count = inflater.inflate(content, done, content.length - done);
                if (count == 0) {
                    throw new FormatException("the qcow2 is damaged: a packed cluster is too short");
                }
                done += count;
            }
        } catch (DataFormatException e) {
            throw new FormatException("the qcow2 is damaged: a packed cluster cannot be unpacked", e);
        }
    }

    /** What follows the frame, up to the end of its last sector, is not of it. */
    private void unzstd(byte[] packed) throws IOException {
        try (var in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            if (in.readNBytes(content, 0, content.length) < content.length) {
                throw new FormatException("the qcow2 is damaged: a packed cluster is too short");
            }
        } catch (ZstdIOException e) {
            throw new FormatException("the qcow2 is damaged: a packed cluster cannot be unpacked", e);
        }
    }
}
