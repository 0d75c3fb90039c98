package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A VHD: fixed, or dynamic with its blocks anywhere in the file. A differencing one is half a disk and refused. */
final class VhdDisk implements Disk {
    private static final int SECTOR = Vhd.SECTOR;
    private static final int MOST_BLOCKS = 1 << 20;
    private static final long UNUSED = 0xFFFF_FFFFL;

    private final Source source;
    private final long size;
    private final long blockSize;
    private final int[] table;
    private final int bitmapSize;

    /** The bitmap looked at last: reading goes from the front to the back. */
    private long bitmapOf = -1;

    private byte[] bitmap = new byte[0];

    private VhdDisk(Source source, long size, long blockSize, int[] table) {
        this.source = source;
        this.size = size;
        this.blockSize = blockSize;
        this.table = table;
        this.bitmapSize = Vhd.bitmapSize(blockSize);
    }

    static Disk open(Source source) throws IOException {
        if (source.size() < SECTOR) {
            throw new FormatException("the VHD is cut short: %d bytes".formatted(source.size()));
        }
        ByteBuffer footer = Vhd.footer(source, source.size() - SECTOR);
        long size = footer.getLong(48);
        if (size <= 0 || size > Vhd.MOST) {
            throw new FormatException("the VHD says it holds %s bytes; at most %d are possible"
                    .formatted(Long.toUnsignedString(size), Vhd.MOST));
        }
        return switch (footer.getInt(60)) {
            case Vhd.FIXED -> fixed(source, size);
            case Vhd.DYNAMIC -> dynamic(source, size, footer.getLong(16));
            case Vhd.DIFFERENCING ->
                throw new FormatException(
                        "the VHD holds only the differences to another one: merge it with its parent first");
            default -> throw new FormatException("the VHD is of an unknown type, " + footer.getInt(60));
        };
    }

    private static Disk fixed(Source source, long size) throws FormatException {
        if (source.size() - SECTOR < size) {
            throw new FormatException(
                    "the VHD is cut short: it says %d bytes and has %d".formatted(size, source.size() - SECTOR));
        }
        return new VhdDisk(source, size, size, new int[0]);
    }

    private static Disk dynamic(Source source, long size, long headerAt) throws IOException {
        ByteBuffer header = Vhd.header(source, headerAt);
        long blockSize = Integer.toUnsignedLong(header.getInt(32));
        if (Long.bitCount(blockSize) != 1 || blockSize < SECTOR || blockSize > (256 << 20)) {
            throw new FormatException("the VHD has blocks of %d bytes".formatted(blockSize));
        }
        long entries = Integer.toUnsignedLong(header.getInt(28));
        long needed = (size + blockSize - 1) / blockSize;
        if (entries < needed || needed > MOST_BLOCKS) {
            throw new FormatException("the VHD's table has %d entries for %d blocks".formatted(entries, needed));
        }
        long tableAt = header.getLong(16);
        int[] table = new int[(int) needed];
        source.piece(tableAt, table.length * Integer.BYTES).asIntBuffer().get(table);
        long bitmap = Vhd.bitmapSize(blockSize);
        for (int entry : table) {
            long at = Integer.toUnsignedLong(entry);
            if (at != UNUSED && (at * SECTOR < SECTOR || at * SECTOR + bitmap > source.size())) {
                throw new FormatException(
                        "the VHD is cut short: a block is at byte %d of %d".formatted(at * SECTOR, source.size()));
            }
        }
        return new VhdDisk(source, size, blockSize, table);
    }

    @Override
    public DiskFormat format() {
        return DiskFormat.VHD;
    }

    @Override
    public long size() {
        return size;
    }

    private boolean isFixed() {
        return table.length == 0;
    }

    @Override
    public boolean mayHold(long offset, long length) {
        if (isFixed()) {
            return offset < size;
        }
        long last = Math.min(size, offset + length) - 1;
        for (long block = offset / blockSize; block <= last / blockSize && offset <= last; block++) {
            if (at(block) != UNUSED) {
                return true;
            }
        }
        return false;
    }

    private long at(long block) {
        return block < table.length ? Integer.toUnsignedLong(table[(int) block]) : UNUSED;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        for (long at = offset; into.hasRemaining(); ) {
            long room = isFixed() ? Math.max(0, size - at) : blockSize - at % blockSize;
            int length = (int) Math.min(into.remaining(), at >= size ? Integer.MAX_VALUE : Math.min(room, size - at));
            if (at >= size) {
                Zeros.fill(into, into.remaining());
            } else if (isFixed()) {
                source.read(at, limited(into, length));
                into.position(into.position() + length);
            } else {
                readBlock(at, length, into);
            }
            at += length;
        }
    }

    @Override
    public void verify(CallOff callOff) throws IOException {
        callOff.check();
        long[] starts = IntStream.of(table)
                .mapToLong(Integer::toUnsignedLong)
                .filter(start -> start != UNUSED)
                .sorted()
                .toArray();
        long sectors = (bitmapSize + blockSize) / SECTOR;
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] - starts[i - 1] < sectors) {
                throw new FormatException(
                        "the VHD is damaged: its table names sector %d for more than one block".formatted(starts[i]));
            }
        }
    }

    private static ByteBuffer limited(ByteBuffer into, int length) {
        return into.slice(into.position(), length);
    }

    private void readBlock(long offset, int length, ByteBuffer into) throws IOException {
        long block = offset / blockSize;
        long start = at(block) * SECTOR;
        if (at(block) == UNUSED) {
            Zeros.fill(into, length);
            return;
        }
        loadBitmap(block, start);
        for (int done = 0; done < length; ) {
            long within = (offset + done) % blockSize;
            boolean there = isThere(within / SECTOR);
            int run = run(within, length - done, there);
            if (there) {
                source.read(start + bitmapSize + within, limited(into, run));
                into.position(into.position() + run);
            } else {
                Zeros.fill(into, run);
            }
            done += run;
        }
    }

    /** How many bytes from here on are all there, or all not. */
    private int run(long within, int most, boolean there) {
        long end = within;
        while (end - within < most && isThere(end / SECTOR) == there) {
            end += SECTOR - end % SECTOR;
        }
        return (int) Math.min(most, end - within);
    }

    private boolean isThere(long sector) {
        int at = (int) (sector / 8);
        return at < bitmap.length && (bitmap[at] & (0x80 >> (sector % 8))) != 0;
    }

    private void loadBitmap(long block, long start) throws IOException {
        if (bitmapOf != block) {
            bitmap = Arrays.copyOf(source.piece(start, bitmapSize).array(), bitmapSize);
            bitmapOf = block;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
