package io.xcpoperator.xapi.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with {@link TooLarge} after a number of bytes. */
final class BoundedBody extends FilterInputStream {
    private long left;

    BoundedBody(InputStream body, long bytes) {
        super(body);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return next < 0 ? next : (int) count(1, next);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        return read < 0 ? read : (int) count(read, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private long count(int bytes, long result) throws TooLarge {
        left -= bytes;
        if (left < 0) {
            throw new TooLarge();
        }
        return result;
    }

    /** The answer is larger than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
