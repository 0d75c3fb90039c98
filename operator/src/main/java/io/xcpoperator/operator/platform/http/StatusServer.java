package io.xcpoperator.operator.platform.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /readyz}, {@code /healthz} and {@code /metrics}. Nothing here depends on a pool. */
public final class StatusServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Listens at once.
     *
     * @param port 0 = any free one
     * @param notReady why not ready; empty when ready
     * @param notAlive why it must be restarted; empty while it lives
     * @param metrics in Prometheus text format
     */
    public StatusServer(
            int port,
            Supplier<Optional<String>> notReady,
            Supplier<Optional<String>> notAlive,
            Supplier<String> metrics) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the status port", e);
        }
        server.setExecutor(executor);
        server.createContext("/readyz", exchange -> answerHealth(exchange, notReady.get()));
        server.createContext("/healthz", exchange -> answerHealth(exchange, notAlive.get()));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, metrics.get(), "text/plain; version=0.0.4; charset=utf-8"));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    private static void answerHealth(HttpExchange exchange, Optional<String> problem) throws IOException {
        answer(exchange, problem.isEmpty() ? 200 : 503, problem.orElse("ok"), "text/plain; charset=utf-8");
    }

    private static void answer(HttpExchange exchange, int status, String text, String type) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
