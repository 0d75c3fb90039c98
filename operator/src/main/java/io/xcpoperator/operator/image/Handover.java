package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.status.Reason;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/** A file on its way from a person's hands to the work folder. It comes whole and at once, or not at all. */
final class Handover {
    private static final int PIECE = 1 << 20;

    private final InputStream bytes;
    private final long length;
    private final Path file;
    private final Download.Watch watch;
    private final Clock clock;

    /** @param length in bytes; no byte behind it is read */
    Handover(InputStream bytes, long length, Path file, Download.Watch watch, Clock clock) {
        this.bytes = bytes;
        this.length = length;
        this.file = file;
        this.watch = watch;
        this.clock = clock;
    }

    /** Takes it all; returns the SHA-256 of it in hex. Whoever calls it off, or runs out of patience, interrupts the thread. */
    String run() throws IOException {
        var cut = new Cut(Thread.currentThread());
        watch.connected(cut);
        try (var patience = new Patience(clock);
                OutputStream out = new FileOutputStream(file.toFile())) {
            patience.opened(cut);
            patience.answered(0);
            try {
                return taken(out, patience);
            } catch (IOException e) {
                if (patience.ranOut()) {
                    throw FetchException.passing(
                            Reason.SourceUnreachable, "less than 1Mi came in a minute; nothing of it was kept");
                }
                watch.at(0, length); // called off, perhaps
                throw e;
            }
        } finally {
            cut.over();
        }
    }

    /** Interrupts the thread that takes, for as long as it takes; afterwards that thread is somebody else's. */
    private static final class Cut implements Closeable {
        private final Thread taking;
        private boolean over;
        private boolean used;

        Cut(Thread taking) {
            this.taking = taking;
        }

        @Override
        public synchronized void close() {
            if (!over) {
                used = true;
                taking.interrupt();
            }
        }

        synchronized void over() {
            over = true;
            if (used) {
                boolean _ = Thread.interrupted();
            }
        }
    }

    private String taken(OutputStream out, Patience patience) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE];
        long have = 0;
        watch.at(have, length);
        while (have < length) {
            int count = bytes.read(piece, 0, (int) Math.min(PIECE, length - have));
            if (count < 0) {
                throw new EOFException("only %d of %d bytes came; nothing of them was kept".formatted(have, length));
            }
            out.write(piece, 0, count);
            digest.update(piece, 0, count);
            have += count;
            patience.at(have);
            watch.at(have, length);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
