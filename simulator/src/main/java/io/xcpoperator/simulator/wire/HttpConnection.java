package io.xcpoperator.simulator.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * One connection: requests one after another while both sides keep it alive. The limits are the daemon's: a head of at
 * most 1006 bytes, a mandatory {@code Content-Length}, a body of at most 300 KiB.
 */
final class HttpConnection {
    static final int HEAD_LIMIT = 1024 - 18;
    static final int BODY_LIMIT = 300 * 1024;

    private static final int HEAD_SILENCE_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 300_000;

    private final Socket socket;
    private final Streams handler;

    HttpConnection(Socket socket, Streams handler) {
        this.socket = socket;
        this.handler = handler;
    }

    /** Serves until either side closes. */
    void serve() throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            while (exchange(in, out)) {
                socket.setSoTimeout(IDLE_MILLIS);
            }
        }
    }

    private boolean exchange(InputStream in, OutputStream out) throws IOException {
        Optional<HttpRequest> request;
        try {
            request = read(in);
            if (request.filter(handler::streams).isPresent()) {
                return stream(request.get(), in, out);
            }
            if (request.filter(handler::tunnels).isPresent()) {
                return tunnel(request.get(), in, out);
            }
        } catch (HttpFailure failure) {
            write(out, refusal(failure), false);
            return false;
        } catch (SocketTimeoutException e) {
            write(out, HttpResponse.page(408, "<h1>HTTP 408 request timeout</h1>"), false);
            return false;
        }
        if (request.isEmpty()) {
            return false;
        }
        HttpResponse response;
        try {
            response = handler.handle(request.get());
        } catch (CutConnection _) {
            return false;
        } catch (RawAnswer raw) {
            raw.to(out);
            return false;
        }
        boolean keepAlive = request.get().keepAlive() && !response.close();
        write(out, response, keepAlive);
        return keepAlive;
    }

    /** An upload is not read before it is handled, and closes its connection. */
    private boolean stream(HttpRequest head, InputStream in, OutputStream out) throws IOException {
        socket.setSoTimeout(IDLE_MILLIS);
        long length = streamLength(head);
        try {
            handler.stream(head, new BoundedInput(in, length), length, out);
        } catch (CutConnection _) {
            return false;
        } catch (RawAnswer raw) {
            raw.to(out);
        }
        out.flush();
        return false;
    }

    /** What comes and goes from here on is not HTTP. */
    private boolean tunnel(HttpRequest head, InputStream in, OutputStream out) throws IOException {
        socket.setSoTimeout(0);
        try {
            handler.tunnel(head, in, out, this::cut);
        } catch (CutConnection _) {
            return false;
        } catch (RawAnswer raw) {
            raw.to(out);
        }
        return false;
    }

    private void cut() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }

    private static long streamLength(HttpRequest head) {
        try {
            return Long.parseLong(head.header("content-length")
                    .orElseThrow(
                            () -> new HttpFailure(500, "Failure(\"We require a HTTP/1.1 Content-Length header\")")));
        } catch (NumberFormatException e) {
            throw new HttpFailure(400, "bad request");
        }
    }

    private static HttpResponse refusal(HttpFailure failure) {
        String text = String.valueOf(failure.getMessage());
        return failure.status() == 500
                ? HttpResponse.internalError(text)
                : HttpResponse.page(failure.status(), "<h1>HTTP " + failure.status() + " " + text + "</h1>");
    }

    private static void write(OutputStream out, HttpResponse response, boolean keepAlive) throws IOException {
        byte[] head = response.head(keepAlive);
        byte[] whole = new byte[head.length + response.body().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(response.body(), 0, whole, head.length, response.body().length);
        out.write(whole);
        out.flush();
    }

    private Optional<HttpRequest> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        socket.setSoTimeout(HEAD_SILENCE_MILLIS);
        HttpRequest request = HttpRequest.head(readHead(in, first));
        if (request.header("transfer-encoding").isPresent() || needsLength(request)) {
            throw new HttpFailure(500, "Failure(\"We require a HTTP/1.1 Content-Length header\")");
        }
        if (handler.streams(request)) {
            return Optional.of(request);
        }
        int length = length(request);
        if (length > BODY_LIMIT) {
            throw new HttpFailure(413, "request entity too large");
        }
        byte[] body = in.readNBytes(length);
        socket.setSoTimeout(0);
        return body.length < length ? Optional.empty() : Optional.of(request.withBody(body));
    }

    private static boolean needsLength(HttpRequest request) {
        return request.method().equals("POST")
                && request.header("content-length").isEmpty();
    }

    private static int length(HttpRequest request) {
        try {
            return Integer.parseInt(request.header("content-length").orElse("0"));
        } catch (NumberFormatException e) {
            throw new HttpFailure(400, "bad request");
        }
    }

    private static byte[] readHead(InputStream in, int first) throws IOException {
        var head = new ByteArrayOutputStream(512);
        head.write(first);
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new HttpFailure(400, "bad request");
            }
            if (next == '\n') {
                newlines++;
            } else if (next != '\r') {
                newlines = 0;
            }
            head.write(next);
            if (head.size() > HEAD_LIMIT) {
                throw new HttpFailure(431, "request header fields too large");
            }
        }
        return head.toByteArray();
    }
}
