package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The header of a qcow2 file, version 2 or 3 (QEMU, docs/interop/qcow2). Refused: another file below it, encryption, data
 * in another file, extended L2 entries, internal corruption, and whatever is not known.
 *
 * @param clusterBits a cluster has 2^this bytes, 9 to 21
 * @param size virtual size in bytes
 * @param l1Offset where the table of tables is
 * @param l1Entries how many entries of it the size needs
 * @param zstd whether packed clusters are packed with zstd, else raw deflate
 */
record Qcow2Header(int version, int clusterBits, long size, long l1Offset, int l1Entries, boolean zstd) {
    private static final int LENGTH_2 = 72;
    private static final int LENGTH_3 = 104;
    private static final int MOST_ENTRIES = 512 << 10;

    /** The most that hosts put into a qcow2: about 16 TiB. */
    private static final long MOST = 17589500641280L;

    private static final long DIRTY = 1;
    private static final long CORRUPT = 2;
    private static final long OTHER_FILE = 4;
    private static final long COMPRESSION = 8;
    private static final long EXTENDED = 16;

    static Qcow2Header read(Source source) throws IOException {
        ByteBuffer header = source.piece(0, LENGTH_2);
        int version = header.getInt(4);
        if (version != 2 && version != 3) {
            throw new FormatException(
                    "the qcow2 is of version %s; 2 and 3 are read".formatted(Integer.toUnsignedString(version)));
        }
        if (header.getLong(8) != 0) {
            throw new FormatException(
                    "the qcow2 holds only the differences to another file: flatten it with qemu-img convert first");
        }
        if (header.getInt(32) != 0) {
            throw new FormatException("the qcow2 is encrypted");
        }
        int clusterBits = header.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            throw new FormatException(
                    "the qcow2 has clusters of 2^%s bytes".formatted(Integer.toUnsignedString(clusterBits)));
        }
        long size = header.getLong(24);
        if (size <= 0 || size > MOST) {
            throw new FormatException("the qcow2 says it holds %s bytes; at most %d are possible"
                    .formatted(Long.toUnsignedString(size), MOST));
        }
        boolean zstd = version == 3 && extensions(source);
        return new Qcow2Header(
                version, clusterBits, size, header.getLong(40), entries(header, clusterBits, size), zstd);
    }

    private static int entries(ByteBuffer header, int clusterBits, long size) throws FormatException {
        int shift = clusterBits + clusterBits - 3;
        long needed = (size + (1L << shift) - 1) >>> shift;
        if (needed > MOST_ENTRIES || needed > Integer.toUnsignedLong(header.getInt(36))) {
            throw new FormatException("the qcow2's first table has %s entries, its size needs %d"
                    .formatted(Integer.toUnsignedString(header.getInt(36)), needed));
        }
        return (int) needed;
    }

    /** Whether packed clusters are packed with zstd. */
    private static boolean extensions(Source source) throws IOException {
        ByteBuffer more = source.piece(0, LENGTH_3);
        long features = more.getLong(72);
        if ((features & CORRUPT) != 0) {
            throw new FormatException("the qcow2 is marked corrupt: repair it with qemu-img check -r all");
        }
        if ((features & OTHER_FILE) != 0) {
            throw new FormatException(
                    "the qcow2 keeps its data in another file: flatten it with qemu-img convert first");
        }
        if ((features & EXTENDED) != 0 || (features & ~(DIRTY | COMPRESSION)) != 0) {
            throw new FormatException(
                    "the qcow2 has features (%s) that are not read; flatten it with qemu-img convert first"
                            .formatted(Long.toHexString(features)));
        }
        if ((features & COMPRESSION) == 0) {
            return false;
        }
        int type = more.getInt(100) > LENGTH_3 ? source.piece(LENGTH_3, 1).get() : 0;
        if (type != 0 && type != 1) {
            throw new FormatException("the qcow2 is packed in an unknown way, " + type);
        }
        return type == 1;
    }

    int clusterSize() {
        return 1 << clusterBits;
    }

    /** A packed cluster has so many bytes at least: deflate packs no better than 1032 to 1, a frame of zstd has 10. */
    int leastPacked() {
        return zstd ? 10 : Math.max(1, clusterSize() / 1032);
    }

    int tableEntries() {
        return 1 << (clusterBits - 3);
    }
}
