package io.xcpoperator.operator.door;

import io.xcpoperator.operator.platform.Plain;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The lines at the start and the end of a visit, both ways. */
final class Words {
    /** A greeting with its ticket is half as long. */
    static final int LONGEST = 128;

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;
    private final LongSupplier nanoTime;

    Words(Socket socket, LongSupplier nanoTime) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        this.nanoTime = nanoTime;
    }

    /** What follows the lines. */
    InputStream rest() {
        return in;
    }

    /** The next line without its end; empty when it is too long, or its end does not come in time. */
    Optional<String> line() throws IOException {
        long end = nanoTime.getAsLong() + PATIENCE.toNanos();
        var line = new ByteArrayOutputStream(LONGEST);
        try {
            while (line.size() < LONGEST) {
                long left = (end - nanoTime.getAsLong()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                socket.setSoTimeout((int) left);
                int next = in.read();
                if (next < 0) {
                    throw new IOException("gone before the line's end");
                }
                if (next == '\n') {
                    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
                }
                line.write(next);
            }
        } catch (SocketTimeoutException _) {
            // too slow
        }
        return Optional.empty();
    }

    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /**
     * Refuses, so that it is heard by somebody who still sends: a connection that is closed on unread bytes is reset, and
     * takes the answer with it.
     */
    void refuse(String sentence) throws IOException {
        say("no " + Plain.line(sentence));
        socket.shutdownOutput();
        long end = nanoTime.getAsLong() + PATIENCE.toNanos();
        byte[] unread = new byte[64 << 10];
        try {
            do {
                long left = (end - nanoTime.getAsLong()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                socket.setSoTimeout((int) left);
            } while (in.read(unread) >= 0);
        } catch (SocketTimeoutException _) {
            // has been told
        }
    }
}
