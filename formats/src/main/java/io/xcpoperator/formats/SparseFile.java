package io.xcpoperator.formats;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written from its start to its end, zeros as holes. */
public final class SparseFile implements Closeable {
    private final FileChannel channel;
    private final long most;
    private long at;
    private long written;

    /** @param most bytes it may take on its file system; a {@link FormatException} where it would take more */
    public SparseFile(Path file, long most) throws IOException {
        this.channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SPARSE);
        this.most = most;
    }

    void append(byte[] bytes, int count) throws IOException {
        if (!Zeros.only(bytes, 0, count)) {
            written += count;
            if (written > most) {
                throw new FormatException(
                        "unpacked, the image needs more than the %d bytes of work space".formatted(most));
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            for (long to = at; buffer.hasRemaining(); ) {
                to += channel.write(buffer, to);
            }
        }
        at += count;
    }

    /** Bytes that it takes on its file system, about. */
    public long written() {
        return written;
    }

    /** Gives the file its length, holes at its end included. */
    void finish() throws IOException {
        if (channel.size() < at) {
            channel.write(ByteBuffer.wrap(new byte[1]), at - 1);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
