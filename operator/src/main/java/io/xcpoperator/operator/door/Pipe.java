package io.xcpoperator.operator.door;

import io.xcpoperator.xapi.streams.ConsoleStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Carries bytes both ways until either side ends it, nothing moves for an hour, or half a day has passed. */
final class Pipe {
    static final Duration IDLE = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int LOOKS_SECONDS = 30;
    private static final int PIECE = 64 << 10;

    private final InputStream from;
    private final Socket client;
    private final ConsoleStream host;
    private final ScheduledExecutorService watch;
    private final LongSupplier nanoTime;
    private final long began;
    private final AtomicLong moved;

    /** @param from what the client says, some of it read ahead */
    Pipe(InputStream from, Socket client, ConsoleStream host, ScheduledExecutorService watch, LongSupplier nanoTime) {
        this.from = from;
        this.client = client;
        this.host = host;
        this.watch = watch;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.moved = new AtomicLong(began);
    }

    /** Returns when both ways have ended; both sides are closed then. */
    void run() throws IOException {
        OutputStream toHost = host.out();
        InputStream fromHost = host.in();
        ScheduledFuture<?> looks =
                watch.scheduleWithFixedDelay(this::look, LOOKS_SECONDS, LOOKS_SECONDS, TimeUnit.SECONDS);
        Thread up = Thread.ofVirtual().name("console-up").start(() -> carry(from, toHost));
        try {
            carry(fromHost, client.getOutputStream());
        } finally {
            looks.cancel(false);
            joined(up);
        }
    }

    private void carry(InputStream in, OutputStream out) {
        byte[] piece = new byte[PIECE];
        try {
            for (int count; (count = in.read(piece)) >= 0; ) {
                moved.set(nanoTime.getAsLong());
                out.write(piece, 0, count);
                out.flush();
            }
        } catch (IOException _) {
            // this way or the other has ended
        } finally {
            end();
        }
    }

    void look() {
        long now = nanoTime.getAsLong();
        if (now - moved.get() > IDLE.toNanos() || now - began > LONGEST.toNanos()) {
            end();
        }
    }

    private void end() {
        host.close();
        try {
            client.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }

    private static void joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true; // its sockets are closed: it ends
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
