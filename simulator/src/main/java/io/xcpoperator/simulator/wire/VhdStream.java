package io.xcpoperator.simulator.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A VHD as a host takes it: read once, from its start to its end. Footer, header and table come before the blocks, the
 * blocks in the order of the file; sectors whose bit is not set are left as they are; the last 512 bytes are the footer
 * again. Anything else is an IOException.
 */
final class VhdStream {
    private static final int SECTOR = 512;

    private final InputStream in;
    private final long length;
    private final Target target;
    private long at;

    /** Takes what is read. */
    @FunctionalInterface
    interface Target {
        /**
         * Takes some bytes of the disk.
         *
         * @param soFar bytes of the stream that were read
         */
        void write(long offset, byte[] bytes, int count, long soFar) throws IOException;
    }

    VhdStream(InputStream in, long length, Target target) {
        this.in = in;
        this.length = length;
        this.target = target;
    }

    void receive() throws IOException {
        byte[] footer = read(SECTOR);
        require(footer, "conectix");
        skipTo(ByteBuffer.wrap(footer).getLong(16));
        ByteBuffer header = ByteBuffer.wrap(read(1024));
        require(header.array(), "cxsparse");
        int blockSize = header.getInt(32);
        int entries = header.getInt(28);
        if (blockSize != 2 << 20 || entries < 0 || entries > (1 << 21)) {
            throw new IOException("a VHD with blocks of " + blockSize);
        }
        skipTo(header.getLong(16));
        blocks(table(read((entries * 4 + SECTOR - 1) / SECTOR * SECTOR), entries), blockSize);
        skipTo((length - 1) / SECTOR * SECTOR);
        byte[] last = read((int) (length - at));
        if (!Arrays.equals(last, 0, Math.min(last.length, 511), footer, 0, Math.min(last.length, 511))) {
            throw new IOException("no footer at the end");
        }
        target.write(0, new byte[0], 0, at);
    }

    /** Number of block by its place in the file. */
    private static SortedMap<Long, Long> table(byte[] bytes, int entries) {
        var places = new TreeMap<Long, Long>();
        ByteBuffer table = ByteBuffer.wrap(bytes);
        for (long block = 0; block < entries; block++) {
            long sector = Integer.toUnsignedLong(table.getInt());
            if (sector != 0xffff_ffffL) {
                places.put(sector * SECTOR, block);
            }
        }
        return places;
    }

    private void blocks(SortedMap<Long, Long> places, int blockSize) throws IOException {
        int bitmapSize = (blockSize / SECTOR / 8 + SECTOR - 1) / SECTOR * SECTOR;
        for (var place : places.entrySet()) {
            skipTo(place.getKey());
            byte[] bitmap = read(bitmapSize);
            byte[] data = read(blockSize);
            long offset = place.getValue() * blockSize;
            for (int from = 0; from < blockSize; ) {
                int to = from + SECTOR;
                while (to < blockSize && set(bitmap, to) == set(bitmap, from)) {
                    to += SECTOR;
                }
                if (set(bitmap, from)) {
                    write(offset + from, Arrays.copyOfRange(data, from, to));
                }
                from = to;
            }
        }
    }

    /** What lies beyond the disk's end, in its last block, is nothing. */
    private void write(long offset, byte[] bytes) throws IOException {
        int count = bytes.length;
        while (count > 0 && bytes[count - 1] == 0) {
            count--;
        }
        target.write(offset, bytes, count, at);
    }

    private static boolean set(byte[] bitmap, int within) {
        int sector = within / SECTOR;
        return (bitmap[sector / 8] & (0x80 >> (sector % 8))) != 0;
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the stream ends at " + (at + bytes.length));
        }
        at += count;
        return bytes;
    }

    private void skipTo(long offset) throws IOException {
        if (offset < at) {
            throw new IOException("something lies before what was read");
        }
        in.skipNBytes(offset - at);
        at = offset;
    }

    private static void require(byte[] structure, String cookie) throws IOException {
        if (!new String(structure, 0, 8, StandardCharsets.ISO_8859_1).equals(cookie)) {
            throw new IOException("no " + cookie);
        }
    }
}
