package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** A qcow2 file without anything below it. Holds at most a few of its tables, 4 MiB or so, and one unpacked cluster. */
final class Qcow2Disk implements Disk {
    private static final long OFFSET = 0x00ff_ffff_ffff_fe00L;
    private static final long PACKED = 1L << 62;
    private static final long ZERO = 1;
    private static final int TABLES_BYTES = 4 << 20;

    private final Source source;
    private final Qcow2Header header;
    private final long[] tables;
    private final Map<Integer, long[]> loaded;
    private final Cluster unpacked;

    private Qcow2Disk(Source source, Qcow2Header header, long[] tables) {
        this.source = source;
        this.header = header;
        this.tables = tables;
        int most = Math.max(1, TABLES_BYTES / header.clusterSize());
        this.loaded = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, long[]> eldest) {
                return size() > most;
            }
        };
        this.unpacked = new Cluster(source, header);
    }

    static Disk open(Source source) throws IOException {
        Qcow2Header header = Qcow2Header.read(source);
        long[] tables = new long[header.l1Entries()];
        long bytes = (long) tables.length * Long.BYTES;
        if (header.l1Offset() < 0 || header.l1Offset() > source.size() - bytes) {
            throw new FormatException("the qcow2 is cut short: its first table lies beyond its end");
        }
        source.piece(header.l1Offset(), (int) bytes).asLongBuffer().get(tables);
        return new Qcow2Disk(source, header, tables);
    }

    @Override
    public DiskFormat format() {
        return DiskFormat.QCOW2;
    }

    @Override
    public long size() {
        return header.size();
    }

    @Override
    public boolean mayHold(long offset, long length) throws IOException {
        long end = Math.min(size(), offset + length);
        for (long at = offset; at < end; at = (at / header.clusterSize() + 1) * header.clusterSize()) {
            if (!isEmpty(entry(at))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void verify(CallOff callOff) throws IOException {
        BitSet seen = new BitSet();
        long packed = 0;
        for (int i = 0; i < tables.length; i++) {
            callOff.check();
            long at = tables[i] & OFFSET;
            if (at == 0) {
                continue;
            }
            once(seen, at);
            var entries = source.piece(at, header.clusterSize()).asLongBuffer();
            while (entries.hasRemaining()) {
                long entry = entries.get();
                if ((entry & PACKED) != 0) {
                    packed++;
                } else if (!isEmpty(entry)) {
                    once(seen, entry & OFFSET);
                }
            }
        }
        if (packed > source.size() / header.leastPacked()) {
            throw new FormatException(
                    "the qcow2 is damaged: it names %d packed clusters, more than its file can hold".formatted(packed));
        }
    }

    private void once(BitSet seen, long at) throws FormatException {
        if (at >= source.size()) {
            throw new FormatException("the qcow2 is cut short: a cluster is at byte %d".formatted(at));
        }
        int cluster = (int) (at >>> header.clusterBits());
        if (at % header.clusterSize() != 0 || seen.get(cluster)) {
            throw new FormatException(
                    "the qcow2 is damaged: it names the cluster at byte %d more than once, or half of it; repair it with qemu-img check -r all"
                            .formatted(at));
        }
        seen.set(cluster);
    }

    private static boolean isEmpty(long entry) {
        return (entry & PACKED) == 0 && ((entry & ZERO) != 0 || (entry & OFFSET) == 0);
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        for (long at = offset; into.hasRemaining(); ) {
            if (at >= size()) {
                Zeros.fill(into);
                return;
            }
            int within = (int) (at % header.clusterSize());
            int length = (int) Math.min(Math.min(into.remaining(), header.clusterSize() - within), size() - at);
            readCluster(entry(at), within, length, into);
            at += length;
        }
    }

    private void readCluster(long entry, int within, int length, ByteBuffer into) throws IOException {
        if (isEmpty(entry)) {
            Zeros.fill(into, length);
        } else if ((entry & PACKED) != 0) {
            into.put(unpacked.of(entry), within, length);
        } else {
            ByteBuffer part = into.slice(into.position(), length);
            source.read((entry & OFFSET) + within, part);
            into.position(into.position() + length);
        }
    }

    /** What the second table says of the cluster there; 0 where there is no such table. */
    private long entry(long offset) throws IOException {
        long cluster = offset >>> header.clusterBits();
        int table = (int) (cluster / header.tableEntries());
        long at = tables[table] & OFFSET;
        if (at == 0) {
            return 0;
        }
        long[] entries = loaded.get(table);
        if (entries == null) {
            entries = new long[header.tableEntries()];
            source.piece(at, header.clusterSize()).asLongBuffer().get(entries);
            loaded.put(table, entries);
        }
        return entries[(int) (cluster % header.tableEntries())];
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
