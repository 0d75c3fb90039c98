package io.xcpoperator.operator.door;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.door.Entrance;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on 127.0.0.1, and nowhere else: in a cluster it is reached by the API server's port-forward to the operator's pod
 * (decision 0190). Who comes shows a ticket first; see {@link Visit}.
 */
public final class Door implements Entrance, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    /** With a ticket, at a time. */
    static final int MOST = 64;
    /** With those who have not shown one yet. */
    private static final int STRANGERS = 4 * MOST;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Platform platform;
    private final OperatorConfig.Door config;
    private final Way way;
    private final Tickets tickets = new Tickets();
    private final Guests guests;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread acceptor;

    /**
     * Listens at once.
     *
     * @param nanoTime monotonic
     */
    public Door(Platform platform, OperatorConfig.Door config, Intake intake, LongSupplier nanoTime) {
        this.platform = platform;
        this.config = config;
        this.way = new Way(platform, intake);
        this.guests = new Guests(platform, tickets, way, intake, nanoTime);
        try {
            this.server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), config.port()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the door's port (setting door-port)", e);
        }
        this.acceptor = Thread.ofVirtual().name("door").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public Admission admit(Purpose purpose, Asking inquiry, String ticketSha256) {
        if (way.find(purpose) instanceof Way.Found.Nowhere(Reason reason, String message, boolean passing)) {
            return passing ? new Admission.Later(reason, message) : new Admission.Refused(reason, message);
        }
        Optional<Instant> until =
                tickets.issue(ticketSha256, purpose, inquiry, platform.clock().instant());
        return until.<Admission>map(good -> new Admission.Open(
                        config.pod().map(pod -> new ObjectKey(platform.config().operatorNamespace(), pod)),
                        port(),
                        good))
                .orElseGet(() -> new Admission.Refused(
                        Reason.AccessDenied,
                        "the ticket is another inquiry's, or this namespace has asked for %d within a quarter of an hour: ask again later, with a new one"
                                .formatted(Tickets.MOST)));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                if (server.isClosed() || sockets.size() > STRANGERS) {
                    sockets.remove(socket);
                    quietly(socket);
                } else {
                    visits.execute(() -> visit(socket));
                }
            } catch (IOException | RuntimeException e) {
                if (!server.isClosed()) {
                    log.atDebug()
                            .addKeyValue("reason", e.getClass().getSimpleName())
                            .log("nobody came in");
                    LockSupport.parkNanos(PAUSE.toNanos()); // perhaps for want of file handles
                }
            }
        }
    }

    private void visit(Socket socket) {
        try (socket) {
            guests.receive(socket, places);
        } catch (IOException e) {
            log.atDebug().addKeyValue("reason", e.getClass().getSimpleName()).log("a visitor is gone");
        } finally {
            sockets.remove(socket);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }

    /** Everybody goes; returns when the last one has. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(ENDING);
            guests.close();
            sockets.forEach(Door::quietly);
            visits.shutdownNow();
            if (!visits.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().log("a visitor is slow to go");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the door does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
