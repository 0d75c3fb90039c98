package io.xcpoperator.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;

/**
 * A dynamic VHD in the order a host reads it: footer, header, table, blocks ascending and whole, footer. A block that is
 * all zeros is left out.
 */
final class VhdUpload implements Upload {
    static final int BLOCK = 2 << 20;

    private static final int TABLE_AT = 2048;
    private static final int BITMAP = 512;

    private final Disk disk;
    private final BitSet blocks;
    private final byte[] head;

    private VhdUpload(Disk disk, BitSet blocks) {
        this.disk = disk;
        this.blocks = blocks;
        this.head = head();
    }

    static Upload of(Disk disk, CallOff callOff) throws IOException {
        if (disk.size() > Vhd.MOST) {
            throw new FormatException("a disk of %d bytes is too large for a VHD".formatted(disk.size()));
        }
        disk.verify(callOff);
        return new VhdUpload(disk, written(disk, callOff));
    }

    private static BitSet written(Disk disk, CallOff callOff) throws IOException {
        BitSet blocks = new BitSet();
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < disk.size(); at += BLOCK) {
            callOff.check();
            if (disk.mayHold(at, BLOCK)) {
                disk.read(at, ByteBuffer.wrap(block));
                blocks.set((int) (at / BLOCK), !Zeros.only(block, 0, BLOCK));
            }
        }
        return blocks;
    }

    private int count() {
        return (int) ((disk.size() + BLOCK - 1) / BLOCK);
    }

    private byte[] head() {
        int table = (count() * Integer.BYTES + Vhd.SECTOR - 1) / Vhd.SECTOR * Vhd.SECTOR;
        ByteBuffer out = ByteBuffer.allocate(TABLE_AT + table);
        out.put(footer()).put(header());
        Arrays.fill(out.array(), TABLE_AT, out.capacity(), (byte) 0xff);
        int sector = out.capacity() / Vhd.SECTOR;
        for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
            out.putInt(TABLE_AT + block * Integer.BYTES, sector);
            sector += (BITMAP + BLOCK) / Vhd.SECTOR;
        }
        return out.array();
    }

    private byte[] footer() {
        ByteBuffer footer = ByteBuffer.allocate(Vhd.SECTOR);
        footer.put("conectix".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(0x10000);
        footer.putLong(Vhd.SECTOR)
                .putInt(0)
                .put("xcpo".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x10000);
        footer.putInt(0).putLong(disk.size()).putLong(disk.size());
        geometry(footer, disk.size());
        footer.putInt(Vhd.DYNAMIC);
        UUID id = UUID.nameUUIDFromBytes(
                ByteBuffer.allocate(8).putLong(0, disk.size()).array());
        footer.putLong(68, id.getMostSignificantBits()).putLong(76, id.getLeastSignificantBits());
        return footer.putInt(64, Vhd.checksum(footer, 64)).array();
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(Vhd.HEADER);
        header.put("cxsparse".getBytes(StandardCharsets.US_ASCII)).putLong(-1).putLong(TABLE_AT);
        header.putInt(0x10000).putInt(count()).putInt(BLOCK);
        return header.putInt(36, Vhd.checksum(header, 36)).array();
    }

    /** Cylinders, heads and sectors a track, as the specification's appendix computes them; nobody boots by them. */
    private static void geometry(ByteBuffer footer, long size) {
        long total = Math.min((size + 511) / 512, 65535L * 16 * 255);
        int sectors = 255;
        int heads = 16;
        if (total < 65535L * 16 * 63) {
            sectors = 17;
            heads = (int) Math.max(4, (total / 17 + 1023) / 1024);
            if (total / 17 >= heads * 1024L || heads > 16) {
                sectors = 31;
                heads = 16;
            }
            if (total / sectors >= heads * 1024L) {
                sectors = 63;
                heads = 16;
            }
        }
        footer.putShort((short) (total / sectors / heads)).put((byte) heads).put((byte) sectors);
    }

    @Override
    public long length() {
        return head.length + (long) blocks.cardinality() * (BITMAP + BLOCK) + Vhd.SECTOR;
    }

    @Override
    public InputStream open() {
        return new PieceStream() {
            private int part = -1;
            private int block = -1;
            private int within;

            @Override
            boolean next() throws IOException {
                if (part < head.length) {
                    int from = Math.max(part, 0);
                    int length = Math.min(buffer().length, head.length - from);
                    fill(length).put(head, from, length);
                    part = from + length;
                    block = part < head.length ? -1 : blocks.nextSetBit(0);
                    return true;
                }
                return block >= 0 ? nextOfBlock() : lastFooter();
            }

            private boolean nextOfBlock() throws IOException {
                if (within == 0) {
                    Arrays.fill(fill(BITMAP).array(), 0, BITMAP, (byte) 0xff);
                    within = BITMAP;
                    return true;
                }
                int length = Math.min(buffer().length, BITMAP + BLOCK - within);
                disk.read((long) block * BLOCK + within - BITMAP, fill(length));
                within += length;
                if (within == BITMAP + BLOCK) {
                    within = 0;
                    block = blocks.nextSetBit(block + 1);
                }
                return true;
            }

            private boolean lastFooter() {
                if (part > head.length) {
                    return false;
                }
                fill(Vhd.SECTOR).put(head, 0, Vhd.SECTOR);
                part = head.length + 1;
                return true;
            }
        };
    }
}
