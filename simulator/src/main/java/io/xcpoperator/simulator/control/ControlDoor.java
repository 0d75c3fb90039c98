package io.xcpoperator.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Faults by HTTP, at 127.0.0.1 only: {@code POST /latency}, {@code /fail} and so on with a JSON object; {@code GET /}
 * lists what there is. The simulator's README shows each with {@code curl}.
 */
public final class ControlDoor implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private ControlDoor(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Opens it; port 0 takes a free one. */
    public static ControlDoor open(Simulator simulator, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ControlCommands commands = new ControlCommands(simulator);
        ObjectMapper json = new ObjectMapper();
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, commands, json));
        server.start();
        return new ControlDoor(server, threads);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, ControlCommands commands, ObjectMapper json) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(1 << 20);
            int status = 200;
            String text;
            try {
                JsonNode arguments = body.length == 0 ? json.createObjectNode() : json.readTree(body);
                String name = exchange.getRequestURI().getPath().substring(1);
                text = json.writerWithDefaultPrettyPrinter().writeValueAsString(commands.run(name, arguments)) + "\n";
            } catch (IllegalArgumentException | IOException | XapiFailure e) {
                status = 400;
                text = e.getMessage() + "\n";
            }
            byte[] answer = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
