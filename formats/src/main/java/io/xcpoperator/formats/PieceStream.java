package io.xcpoperator.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream that is made piece by piece. */
abstract class PieceStream extends InputStream {
    private static final int BUFFER = 1 << 20;

    private final byte[] bytes = new byte[BUFFER];
    private int at;
    private int end;

    /** Puts the next piece into what {@link #fill} gives; false at the end. */
    abstract boolean next() throws IOException;

    final byte[] buffer() {
        return bytes;
    }

    /** Where a piece of that many bytes goes. */
    final ByteBuffer fill(int length) {
        at = 0;
        end = length;
        return ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == end) {
            if (!next()) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }
}
