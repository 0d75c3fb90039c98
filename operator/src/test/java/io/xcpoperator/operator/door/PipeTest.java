package io.xcpoperator.operator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.streams.ConsoleStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A console between its two sides. */
class PipeTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Socket viewer;
    private Socket host;
    private Pipe pipe;

    private record Screened(Socket socket) implements ConsoleStream {
        @Override
        public InputStream in() {
            try {
                return socket.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            viewer = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket client = server.accept();
            host = new Socket(server.getInetAddress(), server.getLocalPort());
            pipe = new Pipe(client.getInputStream(), client, new Screened(server.accept()), watch, nanos::get);
        }
        viewer.setSoTimeout(30_000);
        host.setSoTimeout(30_000);
        Thread.ofVirtual().start(() -> {
            try {
                pipe.run();
                ended.complete(null);
            } catch (IOException e) {
                ended.completeExceptionally(e);
            }
        });
    }

    @AfterEach
    void part() throws IOException {
        viewer.close();
        host.close();
        watch.shutdownNow();
    }

    private static void pass(Socket from, Socket to, String text) throws IOException {
        from.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(to.getInputStream().readNBytes(text.length()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(text);
    }

    private void ends(Socket side) throws Exception {
        assertThat(side.getInputStream().read()).isNegative();
        ended.get(30, TimeUnit.SECONDS);
    }

    @Test
    void carriesBothWaysUntilTheHostEnds() throws Exception {
        pass(host, viewer, "RFB");
        pass(viewer, host, "key");
        host.close();
        ends(viewer);
    }

    @Test
    void endsTheHostsSideWithTheViewers() throws Exception {
        viewer.close();
        ends(host);
    }

    @Test
    void endsWhenNothingMovedForAnHour() throws Exception {
        pass(host, viewer, "RFB");
        nanos.addAndGet(Pipe.IDLE.toNanos());
        pipe.look();
        pass(host, viewer, "still there");
        nanos.addAndGet(Pipe.IDLE.toNanos() + 1);
        pipe.look();
        ends(viewer);
    }

    @Test
    void endsAfterHalfADayHoweverMuchMoves() throws Exception {
        for (int hour = 0; hour < 12; hour++) {
            nanos.addAndGet(Pipe.IDLE.toNanos());
            pass(host, viewer, "x");
            pass(viewer, host, "x");
            pipe.look();
        }
        nanos.addAndGet(1);
        pipe.look();
        ends(host);
    }
}
