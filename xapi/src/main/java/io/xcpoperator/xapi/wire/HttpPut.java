package io.xcpoperator.xapi.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * One upload over one connection. XAPI answers with its head before it takes the body (xen-api: import_raw_vdi.ml), so the
 * head is waited for first: a redirect costs no byte, and none goes to a host that refuses. JDK's own client sends the body
 * without looking and loses such an answer.
 */
public final class HttpPut implements Closeable {
    private static final int PIECE = 1 << 20;

    /** Where the answer's head does not come first after all, the body does. */
    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(10);

    /** A host gives up a silent connection after five minutes; so do we. */
    private static final Duration STALL = Duration.ofMinutes(5);

    private final Socket socket;
    private final InputStream in;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /** Closes the socket with itself. */
    public HttpPut(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Announces the body; empty when the host says nothing yet. */
    public Optional<HttpHead> announce(String target, String host, String session, long length) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(HttpHead.request(
                "PUT " + target + " HTTP/1.1",
                host,
                session,
                "Content-Length: " + length + "\r\nConnection: close\r\n"));
        out.flush();
        socket.setSoTimeout(Math.toIntExact(HEAD_PATIENCE.toMillis()));
        try {
            return Optional.of(HttpHead.read(socket, in, HttpHead.PATIENCE));
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
    }

    /** Sends the body, all of it, and waits for the host to close the connection. */
    public void send(InputStream body, long length, LongConsumer sent) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] piece = new byte[PIECE];
        for (long done = 0; done < length; ) {
            int count = read(body, piece, (int) Math.min(PIECE, length - done));
            ScheduledFuture<?> cut = watch.schedule(this::cut, STALL.toSeconds(), TimeUnit.SECONDS);
            out.write(piece, 0, count);
            cut.cancel(false);
            done += count;
            sent.accept(done);
        }
        out.flush();
        drain();
    }

    private static int read(InputStream body, byte[] piece, int most) {
        try {
            int count = body.readNBytes(piece, 0, most);
            if (count < most) {
                throw new IOException("the body is shorter than announced");
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain() throws IOException {
        socket.setSoTimeout(Math.toIntExact(STALL.toMillis()));
        byte[] rest = new byte[4096];
        try {
            for (int most = 0; most < 256 && in.read(rest) >= 0; most++) {}
        } catch (SocketTimeoutException _) {
            // the task tells how it went
        }
    }

    private void cut() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }

    @Override
    public void close() {
        cut();
        watch.shutdownNow();
    }
}
