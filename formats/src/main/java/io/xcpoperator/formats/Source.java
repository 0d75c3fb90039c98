package io.xcpoperator.formats;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Bytes that can be read from anywhere. */
public interface Source extends Closeable {
    /** In bytes. */
    long size();

    /** Fills what remains of the buffer from {@code offset} on; a {@link FormatException} where the source ends before. */
    void read(long offset, ByteBuffer into) throws IOException;

    /** A file, closed with the source. */
    static Source of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        return new Source() {
            private final long size = channel.size();

            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                check(this, offset, into.remaining());
                for (long at = offset; into.hasRemaining(); ) {
                    int count = channel.read(into, at);
                    if (count < 0) {
                        throw new FormatException("the image is cut short at byte " + at);
                    }
                    at += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Bytes in memory. */
    static Source of(byte[] bytes) {
        return new Source() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                check(this, offset, into.remaining());
                into.put(bytes, Math.toIntExact(offset), into.remaining());
            }

            @Override
            public void close() {}
        };
    }

    private static void check(Source source, long offset, int length) throws FormatException {
        if (offset < 0 || offset > source.size() - length) {
            throw new FormatException("the image is cut short: byte %s is beyond its %d bytes"
                    .formatted(Long.toUnsignedString(offset), source.size()));
        }
    }

    /** A piece of at most some kilobytes, to be decoded; big-endian. */
    default ByteBuffer piece(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        read(offset, buffer);
        return buffer.flip();
    }
}
