package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.streams.ConsoleStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** A connection that stops being HTTP after its first answer ({@code CONNECT}). */
public final class HttpConnect implements ConsoleStream {
    /** A host proves that it has the console, or refuses, at once. */
    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    /** Closes the socket with itself. */
    public HttpConnect(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Asks; with status 200 what follows is no HTTP any more. */
    public HttpHead ask(String target, String host, String session) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(HttpHead.request("CONNECT " + target + " HTTP/1.0", host, session, ""));
        out.flush();
        socket.setSoTimeout(Math.toIntExact(HEAD_PATIENCE.toMillis()));
        HttpHead head = HttpHead.read(socket, in, HttpHead.PATIENCE);
        socket.setSoTimeout(0);
        return head;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }
}
