package io.xcpoperator.simulator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port of one host. Can be shut and opened again, as when the host goes down and comes back. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final InetAddress address;
    private final Streams handler;
    private final Secure secure;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress bound;
    private volatile ServerSocket server;
    private volatile Thread acceptor;

    /** Turns an accepted connection into one of TLS, or leaves it. */
    @FunctionalInterface
    interface Secure {
        Socket wrap(Socket plain) throws IOException;
    }

    Listener(InetAddress address, int port, Secure secure, Streams handler) throws IOException {
        this.address = address;
        this.secure = secure;
        this.handler = handler;
        this.server = bind(port);
        this.bound = new InetSocketAddress(address, server.getLocalPort());
        this.acceptor = accept(server);
    }

    InetSocketAddress bound() {
        return bound;
    }

    private ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, port), 800);
        return socket;
    }

    private Thread accept(ServerSocket from) {
        return Thread.ofVirtual().name("listener-" + from.getLocalPort()).start(() -> {
            while (!from.isClosed()) {
                try {
                    Socket plain = from.accept();
                    connections.add(plain);
                    if (from.isClosed()) {
                        close(plain);
                    }
                    Thread.ofVirtual().name("connection").start(() -> serve(plain));
                } catch (IOException e) {
                    LOG.atDebug().addKeyValue("reason", e.getMessage()).log("A listener stopped accepting");
                }
            }
        });
    }

    private void serve(Socket plain) {
        try (plain) {
            new HttpConnection(secure.wrap(plain), handler).serve();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("A connection ended");
        } finally {
            connections.remove(plain);
        }
    }

    /** Cuts every connection and answers nobody until {@link #open}. */
    void shut() {
        closeQuietly();
    }

    /** Answers again, at the same port. */
    void open() {
        if (server.isClosed()) {
            try {
                server = bind(bound.getPort());
                acceptor = accept(server);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Cuts the connections there are; new ones are welcome. */
    void cut() {
        for (Socket socket : connections) {
            close(socket);
        }
    }

    /**
     * A socket that a virtual thread accepts at takes one more connection after {@link ServerSocket#close}, and holds its
     * port until that thread has run: it is closed when the thread has ended.
     */
    private void closeQuietly() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("A listener did not close");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("A connection did not close");
        }
    }

    @Override
    public void close() {
        closeQuietly();
    }
}
