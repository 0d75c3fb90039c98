package io.xcpoperator.operator.door;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.door.Entrance.Asking;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.streams.ConsoleStream;
import io.xcpoperator.xapi.streams.Consoles;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives who comes in. A client says {@code xcp-door/1 <ticket>}, one line, and hears {@code ok} or
 * {@code no <sentence>}. After {@code ok} a console is bytes both ways until either side ends it. For an upload the client
 * says the length in bytes, one line, and sends as many; it hears {@code done <sha256>} or {@code no <sentence>}, the latter
 * perhaps while it still sends.
 */
final class Guests implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Guests.class);
    private static final String GREETING = "xcp-door/1 ";
    /** A sender that stops for so long does not come back. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Platform platform;
    private final Tickets tickets;
    private final Way way;
    private final Intake intake;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("door-watch").factory());

    Guests(Platform platform, Tickets tickets, Way way, Intake intake, LongSupplier nanoTime) {
        this.platform = platform;
        this.tickets = tickets;
        this.way = way;
        this.intake = intake;
        this.nanoTime = nanoTime;
    }

    /** @param places one is taken by whoever shows a good ticket */
    void receive(Socket socket, Semaphore places) throws IOException {
        socket.setTcpNoDelay(true);
        var words = new Words(socket, nanoTime);
        Optional<String> greeting = words.line();
        if (greeting.isEmpty() || !greeting.get().startsWith(GREETING)) {
            words.refuse("no greeting of xcp-door/1 came within %d s: this port is for kubectl xcp console and upload"
                    .formatted(Words.PATIENCE.toSeconds()));
            return;
        }
        Optional<Tickets.Ticket> ticket = tickets.redeem(
                greeting.get().substring(GREETING.length()), platform.clock().instant());
        if (ticket.isEmpty() || !isStillAsked(ticket.get().inquiry())) {
            words.refuse(
                    "the ticket is not known, was used, is older than %d s, or its inquiry is not there or could not be read: run the command again"
                            .formatted(Tickets.GOOD.toSeconds()));
            return;
        }
        if (!places.tryAcquire()) {
            words.refuse("%d connections are open already: try again later".formatted(Door.MOST));
            return;
        }
        try {
            admitted(words, socket, ticket.get());
        } finally {
            places.release();
        }
    }

    private void admitted(Words words, Socket socket, Tickets.Ticket ticket) throws IOException {
        switch (way.find(ticket.purpose())) {
            case Way.Found.Nowhere nowhere -> words.refuse(nowhere.message());
            case Way.Found.ToImage(ObjectKey image) -> upload(words, socket, image);
            case Way.Found.ToConsole(PoolHandle pool, ConsoleRecord console) ->
                console(words, socket, ticket, pool, console);
        }
    }

    /** An inquiry that was taken away takes its ticket with it; and only who leads lets anybody in. */
    private boolean isStillAsked(Asking inquiry) {
        if (!platform.leadership().mayWrite()) {
            return false;
        }
        try {
            XcpInquiry now = platform.kubernetes()
                    .resources(XcpInquiry.class)
                    .inNamespace(inquiry.key().namespace())
                    .withName(inquiry.key().name())
                    .get();
            return now != null && now.getMetadata().getUid().equals(inquiry.uid()) && !now.isMarkedForDeletion();
        } catch (KubernetesClientException _) {
            return false;
        }
    }

    private void upload(Words words, Socket socket, ObjectKey image) throws IOException {
        words.say("ok");
        Optional<String> length = words.line().filter(text -> text.matches("[1-9][0-9]{0,17}"));
        if (length.isEmpty()) {
            words.refuse("the length in bytes has to come first");
            return;
        }
        socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
        try {
            String sha256 = intake.take(image, words.rest(), Long.parseLong(length.get()));
            log.atInfo().addKeyValue("image", image).log("the bytes of an image came in");
            words.say("done " + sha256);
        } catch (Intake.Refused e) {
            words.refuse(e.sentence());
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("image", image)
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("the bytes of an image did not come in whole");
            words.refuse("the bytes did not come whole, or could not be kept (the operator's log says which): "
                    + "run the command again");
        }
    }

    private void console(Words words, Socket socket, Tickets.Ticket ticket, PoolHandle pool, ConsoleRecord first)
            throws IOException {
        Consoles.Opening opening;
        try {
            opening = pool.consoles().open(first);
            if (opening instanceof Consoles.Opening.Refused(int status)
                    && status != 503
                    && way.find(ticket.purpose(), handle -> handle.viewAfterWrites(PoolHandle.CATCH_UP))
                            instanceof Way.Found.ToConsole(PoolHandle again, ConsoleRecord moved)
                    && !moved.equals(first)) {
                opening = again.consoles().open(moved); // the VM has just gone to another host
            }
        } catch (PoolException e) {
            words.refuse("the console did not open: %s; try again".formatted(e.getMessage()));
            return;
        }
        switch (opening) {
            case Consoles.Opening.Refused(int status) ->
                words.refuse(
                        status == 503
                                ? "the pool lets no more consoles be open at a time (its limit_console_sessions): "
                                        + "close another one of this VM, perhaps in Xen Orchestra, and try again"
                                : "the host does not give the console (HTTP status %d): try again in a few seconds"
                                        .formatted(status));
            case Consoles.Opening.Open(ConsoleStream stream) -> {
                log.atInfo().addKeyValue("vm", first.vm().value()).log("a console was opened");
                try (stream) {
                    words.say("ok");
                    socket.setSoTimeout(0);
                    new Pipe(words.rest(), socket, stream, watch, nanoTime).run();
                }
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
