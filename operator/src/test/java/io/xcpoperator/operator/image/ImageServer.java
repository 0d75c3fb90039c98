package io.xcpoperator.operator.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** A web server with files, ranges and version tags, that can be told to misbehave. */
final class ImageServer implements AutoCloseable {
    private final String scheme;
    private final HttpServer http;
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile long cutAfter;
    private volatile Runnable onCut = () -> {};
    private volatile boolean quietAboutLength;
    private volatile boolean deafToIfRange;
    private volatile boolean drips;

    record File(byte[] bytes, String tag) {}

    ImageServer() {
        this("http", HttpServer::create);
    }

    /** Over TLS, with that certificate. */
    ImageServer(SSLContext certificate) {
        this("https", (address, backlog) -> {
            HttpsServer https = HttpsServer.create(address, backlog);
            https.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return https;
        });
    }

    private interface Maker {
        HttpServer make(InetSocketAddress address, int backlog) throws IOException;
    }

    private ImageServer(String scheme, Maker maker) {
        this.scheme = scheme;
        try {
            http = maker.make(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.start();
    }

    String url(String path) {
        return scheme + "://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    /** Serves these bytes there, as a version of their own. */
    String serve(String path, byte[] bytes) {
        files.put(path, new File(bytes, "\"" + java.util.Arrays.hashCode(bytes) + "\""));
        return url(path);
    }

    String redirect(String path, String to) {
        redirects.put(path, to);
        return url(path);
    }

    /** The next answers end after so many bytes. */
    void cut(int times, long after) {
        cut(times, after, () -> {});
    }

    void cut(int times, long after, Runnable then) {
        cutAfter = after;
        onCut = then;
        cuts.set(times);
    }

    /** Answers are sent in chunks, without a length. */
    void quietAboutLength() {
        quietAboutLength = true;
    }

    /** A range is given of whatever version there is, as simple servers do. */
    void deafToIfRange() {
        deafToIfRange = true;
    }

    /** Answers come a byte at a time. */
    void drip() {
        drips = true;
    }

    /** The ranges that were asked for, {@code all} for none. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String elsewhere = redirects.get(path);
            File file = files.get(path);
            if (elsewhere != null) {
                exchange.getResponseHeaders().set("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                send(exchange, file);
            }
        }
    }

    private void send(HttpExchange exchange, File file) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        requests.add(range == null ? "all" : range);
        boolean partly = range != null && (deafToIfRange || ifRange == null || ifRange.equals(file.tag()));
        int from = partly ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        exchange.getResponseHeaders().set("ETag", file.tag());
        if (partly) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + from + "-" + (file.bytes().length - 1) + "/" + file.bytes().length);
        }
        exchange.sendResponseHeaders(partly ? 206 : 200, quietAboutLength ? 0 : file.bytes().length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            if (cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                out.write(file.bytes(), from, (int) Math.min(cutAfter, file.bytes().length - from));
                out.flush();
                onCut.run();
                throw new IOException("cut");
            }
            for (int at = from; drips && at < file.bytes().length; at++) {
                out.write(file.bytes()[at]);
                out.flush();
                LockSupport.parkNanos(20_000_000);
            }
            out.write(file.bytes(), from, file.bytes().length - from);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
