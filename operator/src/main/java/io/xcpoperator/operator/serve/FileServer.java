package io.xcpoperator.operator.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file by HTTP, GET and HEAD, from any byte on, to who has the token. Nothing else is answered: whatever path is asked
 * for, it is that file.
 */
final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");
    private static final long PIECE = 1 << 20;
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final ServedFile file;
    private final byte[] tokenSha256;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Instant last;

    /** Listens at once. */
    FileServer(ServedFile file, InetSocketAddress address, String tokenSha256, Clock clock) throws IOException {
        this.file = file;
        this.tokenSha256 = HexFormat.of().parseHex(tokenSha256);
        this.clock = clock;
        this.last = clock.instant();
        server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns once nobody with the token has asked for so long, or it was closed. */
    void awaitIdle(Duration limit) throws InterruptedException {
        while (busy.get() > 0 || clock.instant().isBefore(last.plus(limit))) {
            if (closed.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!isMine(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_UNAUTHORIZED, -1);
            } else if (method.equals("GET") || method.equals("HEAD")) {
                busy.incrementAndGet();
                try {
                    give(exchange, method.equals("GET"));
                } finally {
                    last = clock.instant();
                    busy.decrementAndGet();
                }
            } else {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_METHOD, -1);
            }
        }
    }

    private boolean isMine(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer ")
                && MessageDigest.isEqual(tokenSha256, sha256(authorization.substring("Bearer ".length())));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void give(HttpExchange exchange, boolean body) throws IOException {
        try (FileChannel in = FileChannel.open(file.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = in.size();
            String tag = file.tag();
            Optional<Long> from = from(exchange, tag);
            var headers = exchange.getResponseHeaders();
            headers.set("ETag", tag);
            headers.set("Accept-Ranges", "bytes");
            headers.set("Content-Type", "application/octet-stream");
            if (from.isPresent() && from.get() >= size) {
                headers.set("Content-Range", "bytes */" + size);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            from.ifPresent(first -> headers.set("Content-Range", "bytes %d-%d/%d".formatted(first, size - 1, size)));
            long first = from.orElse(0L);
            int status = from.isPresent() ? HttpURLConnection.HTTP_PARTIAL : HttpURLConnection.HTTP_OK;
            if (!body || size == first) {
                headers.set("Content-Length", Long.toString(size - first));
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, size - first);
            send(in, first, size, Channels.newChannel(exchange.getResponseBody()));
        }
    }

    private static void send(FileChannel in, long first, long size, WritableByteChannel out) throws IOException {
        for (long at = first; at < size; ) {
            long sent = in.transferTo(at, Math.min(PIECE, size - at), out);
            if (sent <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += sent;
        }
    }

    /** The first byte that is asked for; empty where all are, or where another version of the file was begun. */
    private static Optional<Long> from(HttpExchange exchange, String tag) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String only = exchange.getRequestHeaders().getFirst("If-Range");
        Matcher m = RANGE.matcher(range == null ? "" : range);
        return m.matches() && (only == null || only.equals(tag))
                ? Optional.of(Long.parseLong(m.group(1)))
                : Optional.empty();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
