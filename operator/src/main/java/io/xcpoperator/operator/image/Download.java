package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.status.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file on its way from a source to the work folder. A cut connection is taken up where it was left, by the same or the
 * next process, as long as the source has the same version (ETag or Last-Modified); another version starts over.
 */
final class Download {
    private static final int PIECE = 1 << 20;
    private static final int RETRIES = 3;

    private final Site site;
    private final Path file;
    private final long most;
    private final Watch watch;
    private final Clock clock;

    /** Told how it goes; and asked to cut the connection when the work is called off. */
    interface Watch {
        /**
         * So many bytes are there.
         *
         * @param total in bytes; 0 where the source does not say
         */
        void at(long bytes, long total) throws IOException;

        void connected(Closeable connection);
    }

    /**
     * Where a file is fetched from.
     *
     * @param known the same for the same file, wherever it is asked for
     * @param called in a message
     * @param hint where it is refused, after a colon
     */
    record Site(WebFile web, URI uri, URI known, String called, String hint) {}

    /** @param most bytes that the file may have */
    Download(Site site, Path file, long most, Watch watch, Clock clock) {
        this.site = site;
        this.file = file;
        this.most = most;
        this.watch = watch;
        this.clock = clock;
    }

    /** Fetches it all; returns the SHA-256 of it in hex. */
    String run(boolean endMayBeUntold) throws IOException {
        PartNote note = PartNote.read(file, site.known());
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var part = new Part(out, note);
            part.takeUp();
            for (int failures = 0; ; ) {
                long before = part.have;
                try (var patience = new Patience(clock)) {
                    patiently(part, endMayBeUntold, patience);
                    return part.sha256();
                } catch (FetchException e) {
                    throw e;
                } catch (IOException e) {
                    failures = part.have - before >= LeastRate.BYTES ? 1 : failures + 1;
                    if (failures > RETRIES || part.restarts > RETRIES) {
                        throw unfinished(part);
                    }
                }
            }
        }
    }

    private FetchException unfinished(Part part) {
        String of = part.note.total() > 0 ? " of " + part.note.total() : "";
        return FetchException.passing(
                Reason.SourceUnreachable,
                "%s sent %d%s bytes and then no more".formatted(site.called(), part.have, of));
    }

    private void patiently(Part part, boolean endMayBeUntold, Patience patience) throws IOException {
        try {
            attempt(part, endMayBeUntold, patience);
        } catch (IOException e) {
            if (patience.ranOut()) {
                throw FetchException.passing(
                        Reason.SourceUnreachable,
                        "%s sends less than 1Mi a minute (%d bytes are there): it is tried again later"
                                .formatted(site.called(), part.have));
            }
            throw e;
        }
    }

    private void attempt(Part part, boolean endMayBeUntold, Patience patience) throws IOException {
        WebFile.Answer answer = site.web().get(site.uri(), part.have, part.note.validator(), socket -> {
            patience.opened(socket);
            watch.connected(socket);
        });
        patience.answered(part.have);
        try (var body = answer.body()) {
            switch (answer.status()) {
                case 200 -> {
                    if (part.have > 0) {
                        part.startOver();
                    }
                }
                case 206 -> part.resumes(answer);
                case 416 -> {
                    part.startOver();
                    throw new IOException("nothing there to go on with");
                }
                default -> throw refused(answer.status());
            }
            if (body instanceof WebBody told && !told.endIsTold() && !endMayBeUntold) {
                throw FetchException.lasting(
                        Reason.ImageUnsuitable,
                        "%s does not say how long the file is: set source.sha256, so that its end can be told"
                                .formatted(site.called()));
            }
            part.note(answer);
            if (part.note.total() > most) {
                throw Fetch.tooLarge(most);
            }
            byte[] piece = new byte[PIECE];
            for (int count; (count = body.read(piece, 0, PIECE)) > 0; ) {
                part.append(piece, count);
                patience.at(part.have);
                if (part.have > most) {
                    throw Fetch.tooLarge(most);
                }
                watch.at(part.have, part.note.total());
            }
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            watch.at(part.have, part.note.total()); // called off, perhaps
            throw e;
        }
    }

    private FetchException refused(int status) {
        boolean passing = status >= 500 || status == 408 || status == 429;
        String message = "%s answers with HTTP status %d".formatted(site.called(), status);
        return passing
                ? FetchException.passing(Reason.SourceUnreachable, message)
                : FetchException.lasting(Reason.SourceUnreachable, message + ": " + site.hint());
    }

    /** What is there already. */
    private final class Part {
        private final FileChannel out;
        private final MessageDigest digest = digest();
        private PartNote note;
        private long have;
        private int restarts;

        Part(FileChannel out, PartNote note) {
            this.out = out;
            this.note = note;
        }

        void takeUp() throws IOException {
            if (note.validator().isEmpty()) {
                out.truncate(0);
                return;
            }
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (out.read(piece) >= 0) {
                have += piece.position();
                digest.update(piece.flip());
                piece.clear();
            }
        }

        void startOver() throws IOException {
            restarts++;
            have = 0;
            digest.reset();
            out.truncate(0);
            out.position(0);
            note = PartNote.none();
            if (restarts > RETRIES) {
                throw FetchException.passing(
                        Reason.SourceUnreachable,
                        "the file at %s changes while it is fetched".formatted(site.called()));
            }
        }

        void resumes(WebFile.Answer answer) throws IOException {
            String range = answer.header("content-range").orElse("");
            boolean continues = range.startsWith("bytes " + have + "-")
                    && (note.total() == 0 || range.endsWith("/" + note.total()) || range.endsWith("/*"))
                    && answer.header("etag")
                            .map(tag -> note.validator().equals(Optional.of(tag)) || !note.isEtag())
                            .orElse(true);
            if (!continues) {
                startOver();
                throw new IOException("another version of the file");
            }
        }

        void note(WebFile.Answer answer) throws IOException {
            if (have == 0) {
                note = PartNote.of(answer);
                note.write(file, site.known());
            }
        }

        void append(byte[] piece, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(piece, 0, count);
            out.position(have);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            digest.update(piece, 0, count);
            have += count;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The part and what is noted of it. */
    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(PartNote.beside(file));
    }

    /** Says nothing and never calls off. */
    static Watch unwatched(Consumer<Long> bytes) {
        return new Watch() {
            @Override
            public void at(long count, long total) {
                bytes.accept(count);
            }

            @Override
            public void connected(Closeable connection) {}
        };
    }
}
