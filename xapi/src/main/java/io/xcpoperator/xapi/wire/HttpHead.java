package io.xcpoperator.xapi.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The head of an answer.
 *
 * @param status 0 where there is none to read
 * @param headers by name in lower case
 */
public record HttpHead(int status, Map<String, String> headers) {
    private static final int LIMIT = 16 << 10;

    /** A head that comes byte by byte, for as long as it likes, is none. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** It is longer than is read of one. */
    public static final class EndlessException extends IOException {
        private static final long serialVersionUID = 1L;

        EndlessException() {
            super("the head of the answer has no end");
        }
    }

    public HttpHead {
        headers = Map.copyOf(headers);
    }

    /** Of a host, which has that long for all of it; then the socket is closed. */
    static HttpHead read(Socket socket, InputStream in, Duration patience) throws IOException {
        try (var watch = new Watch(socket, patience)) {
            try {
                return read(in, LIMIT);
            } catch (IOException e) {
                throw watch.ranOut
                        ? new IOException(
                                "the host took longer than %d s for the head of its answer"
                                        .formatted(patience.toSeconds()),
                                e)
                        : e;
            }
        }
    }

    /** Closes a socket after a while. A timeout of the socket would begin anew with each byte. */
    private static final class Watch implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean ranOut;

        Watch(Socket socket, Duration patience) {
            Thread.ofVirtual().name("head-patience").start(() -> {
                try {
                    if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                        ranOut = true;
                        socket.close();
                    }
                } catch (InterruptedException | IOException _) {
                    // nobody waits any more
                }
            });
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    /** Reads up to and with the empty line, and not a byte more. One longer than {@code most} characters is an {@link EndlessException}. */
    public static HttpHead read(InputStream in, int most) throws IOException {
        String[] lines = text(in, most).split("\r?\n", -1);
        String[] first = lines[0].split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        try {
            return new HttpHead(first.length > 1 ? Integer.parseInt(first[1]) : 0, headers);
        } catch (NumberFormatException _) {
            return new HttpHead(0, headers);
        }
    }

    private static String text(InputStream in, int most) throws IOException {
        var text = new StringBuilder();
        boolean empty = false; // the line so far
        while (text.length() < most) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed before the answer");
            }
            text.append((char) next);
            if (next == '\n' && empty) {
                return text.toString();
            }
            empty = next == '\n' || (empty && next == '\r');
        }
        throw new EndlessException();
    }

    /** A request's, with the session in a cookie: a redirect does not repeat it, and no log of targets has it. */
    static byte[] request(String line, String host, String session, String more) {
        return (line + "\r\nHost: " + host + "\r\nCookie: session_id=" + session + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
