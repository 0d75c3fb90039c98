package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The structures of a VHD file (Virtual Hard Disk Image Format Specification 1.0); all numbers big-endian. */
final class Vhd {
    static final int SECTOR = 512;
    static final int HEADER = 1024;
    static final int FIXED = 2;
    static final int DYNAMIC = 3;
    static final int DIFFERENCING = 4;

    /** The most that hosts put into a VHD: 2040 GiB. */
    static final long MOST = 2190433320960L;

    private Vhd() {}

    /** The bytes before a block that say which of its sectors are there: one bit each, whole sectors. */
    static int bitmapSize(long blockSize) {
        long bytes = (blockSize / SECTOR + 7) / 8;
        return (int) ((bytes + SECTOR - 1) / SECTOR * SECTOR);
    }

    static ByteBuffer footer(Source source, long at) throws IOException {
        ByteBuffer footer = source.piece(at, SECTOR);
        check(footer, "conectix", 64, "footer");
        return footer;
    }

    static ByteBuffer header(Source source, long at) throws IOException {
        ByteBuffer header = source.piece(at, HEADER);
        check(header, "cxsparse", 36, "header");
        return header;
    }

    private static void check(ByteBuffer structure, String cookie, int checksumAt, String name) throws FormatException {
        byte[] start = new byte[8];
        structure.get(0, start);
        boolean known = new String(start, StandardCharsets.ISO_8859_1).equals(cookie);
        if (!known) {
            throw new FormatException("the VHD is cut short: its %s is not where it should be".formatted(name));
        }
        if (structure.getInt(checksumAt) != checksum(structure, checksumAt)) {
            throw new FormatException("the VHD's %s is damaged: its checksum is wrong".formatted(name));
        }
    }

    /** One's complement of the sum of all bytes, those of the checksum itself left out. */
    static int checksum(ByteBuffer structure, int checksumAt) {
        int sum = 0;
        for (int at = 0; at < structure.capacity(); at++) {
            if (at < checksumAt || at >= checksumAt + Integer.BYTES) {
                sum += structure.get(at) & 0xFF;
            }
        }
        return ~sum;
    }
}
