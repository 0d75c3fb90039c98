package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The disk byte by byte. */
final class RawDisk implements Disk {
    private final Source source;
    private final DiskFormat format;

    RawDisk(Source source, DiskFormat format) throws FormatException {
        if (source.size() == 0) {
            throw new FormatException("the image is empty");
        }
        this.source = source;
        this.format = format;
    }

    @Override
    public DiskFormat format() {
        return format;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public boolean mayHold(long offset, long length) {
        return offset < source.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        int end = into.limit();
        long there = Math.max(0, source.size() - offset);
        if (there < into.remaining()) {
            into.limit(into.position() + (int) there);
        }
        if (into.hasRemaining()) {
            source.read(offset, into);
        }
        into.limit(end);
        Zeros.fill(into);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
