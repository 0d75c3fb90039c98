package io.xcpoperator.operator.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The body of an answer, however its end is told. One that ends before is an {@link EOFException}. */
final class WebBody extends InputStream {
    private static final int LINE_LIMIT = 4096;
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final InputStream in;
    private final Socket socket;
    private final boolean chunked;
    private long left;
    private boolean ended;
    private boolean first = true;

    WebBody(InputStream in, Map<String, String> headers, Socket socket) throws IOException {
        this.in = in;
        this.socket = socket;
        this.chunked = headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(java.util.Locale.ROOT)
                .contains("chunked");
        this.left = chunked ? 0 : length(headers);
    }

    private static long length(Map<String, String> headers) throws IOException {
        String text = headers.get("content-length");
        try {
            long length = text == null ? UNKNOWN : Long.parseLong(text);
            if (length < 0) {
                throw new IOException("a negative length");
            }
            return length;
        } catch (NumberFormatException e) {
            throw new IOException("a length that is no number", e);
        }
    }

    /** Whether the end of this body can be told from that of the connection. */
    boolean endIsTold() {
        return chunked || left != UNKNOWN || ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended || left == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            if (left != UNKNOWN) {
                throw new EOFException("the source ended before its time");
            }
            ended = true;
            return -1;
        }
        left -= left == UNKNOWN ? 0 : count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String size = line().split(";", 2)[0].trim();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk without a size", e);
        }
        if (left < 0) {
            throw new IOException("a chunk with a negative size");
        }
        ended = left == 0;
    }

    private String line() throws IOException {
        var text = new java.io.ByteArrayOutputStream();
        while (text.size() < LINE_LIMIT) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the source ended before its time");
            }
            if (next == '\n') {
                return text.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            text.write(next);
        }
        throw new IOException("a line without an end");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
