package io.xcpoperator.operator.image;

import io.xcpoperator.formats.FormatException;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.status.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From an order to its cargo: downloaded or handed over, its checksum compared, unpacked, its format known. Bounded in room and memory. */
final class Fetch {
    private static final Pattern OURS = Pattern.compile("[^.]+\\.(part|part\\.note|image|lock)");

    private final WebFile web;
    private final Path folder;
    private final long room;
    private final Clock clock;

    /** @param room bytes that one image may take in the folder, packed and unpacked together */
    Fetch(WebFile web, Path folder, long room, Clock clock) {
        this.web = web;
        this.folder = folder;
        this.room = room;
        this.clock = clock;
    }

    long room() {
        return room;
    }

    private Path part(String uid) {
        return folder.resolve(uid + ".part");
    }

    private Path image(String uid) {
        return folder.resolve(uid + ".image");
    }

    /** What failed is a {@link FetchException}; of another process that is at it, too. */
    Cargo run(Order order, Origin origin, Download.Watch watch) throws IOException {
        return guarded(order, () -> fetched(order, origin, watch));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** While no other process is at it. */
    private <T> T guarded(Order order, Work<T> work) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel guard = FileChannel.open(
                        folder.resolve(order.uid() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = guard.tryLock()) {
            if (lock == null) {
                throw busy();
            }
            return work.run();
        } catch (OverlappingFileLockException _) {
            throw busy();
        } catch (FormatException e) {
            throw FetchException.lasting(Reason.ImageUnsuitable, String.valueOf(e.getMessage()));
        }
    }

    private static FetchException busy() {
        return FetchException.passing(Reason.Changed, "another run of the operator is still at this image");
    }

    private Cargo fetched(Order order, Origin origin, Download.Watch watch) throws IOException {
        Path part = part(order.uid());
        String sha256;
        try {
            sha256 = new Download(site(origin), part, room, watch, clock)
                    .run(order.sha256().isPresent());
        } catch (FetchException e) {
            if (e.permanent()) {
                Download.remove(part);
            }
            throw e;
        }
        if (differs(order, sha256)) {
            Download.remove(part);
            throw FetchException.lasting(
                    Reason.ChecksumMismatch,
                    "what %s gives has the sha256 %s, not the one of source.sha256; nothing was imported: compare both with the publisher's"
                            .formatted(origin.called(), sha256));
        }
        return loaded(order, sha256, watch);
    }

    private Download.Site site(Origin origin) throws FetchException {
        return switch (origin) {
            case Origin.Web(URI url, var authorities) ->
                new Download.Site(
                        authorities.isPresent() ? web.trusting(authorities.get()) : web,
                        url,
                        url,
                        origin.called(),
                        "check source.url");
            case Origin.Volume(VolumeFile file, Mounting.Serving pod) ->
                new Download.Site(
                        web.ofPod(pod.address(), pod.token()),
                        pod.url(),
                        file.known(),
                        origin.called(),
                        "the log of pod %s says why".formatted(pod.name()));
        };
    }

    private static boolean differs(Order order, String sha256) {
        return order.sha256().isPresent() && !order.sha256().get().equalsIgnoreCase(sha256);
    }

    private Cargo loaded(Order order, String sha256, Download.Watch watch) throws IOException {
        try {
            return new Loading(order, part(order.uid()), image(order.uid()), room, watch).cargo(sha256);
        } catch (FormatException | FetchException e) {
            remove(order.uid());
            throw e;
        }
    }

    /**
     * What a person hands over, to the last byte; nothing of it stays where it does not come to that, or is not what
     * source.sha256 says.
     *
     * @return SHA-256 of it in hex
     */
    String take(Order order, InputStream bytes, long length, Download.Watch watch) throws IOException {
        if (length > room) {
            throw tooLarge(room);
        }
        return guarded(order, () -> {
            Path part = part(order.uid());
            Download.remove(part);
            try {
                String sha256 = new Handover(bytes, length, part, watch, clock).run();
                if (differs(order, sha256)) {
                    throw FetchException.passing(
                            Reason.ChecksumMismatch,
                            "what came has the sha256 %s, and source.sha256 says %s; nothing of it was kept: send the right file, or make the resource anew with the right sha256"
                                    .formatted(sha256, order.sha256().orElse("").toLowerCase(Locale.ROOT)));
                }
                return sha256;
            } catch (IOException | RuntimeException e) {
                Download.remove(part);
                throw e;
            }
        });
    }

    /** The way of what was handed over; what failed is a {@link FetchException}. */
    Cargo load(Order order, String sha256, Download.Watch watch) throws IOException {
        return guarded(order, () -> loaded(order, sha256, watch));
    }

    static FetchException tooLarge(long room) {
        return FetchException.lasting(
                Reason.ImageUnsuitable,
                "the file is larger than %s, the room there is for an image (setting image-room)"
                        .formatted(Sizes.human(room)));
    }

    /**
     * After a failure: only what another try goes on with is left, the part of a download.
     *
     * @return the bytes that stay
     */
    long leave(String uid, boolean permanent) throws IOException {
        Files.deleteIfExists(image(uid));
        if (permanent || !PartNote.isKept(part(uid))) {
            remove(uid);
        }
        return Files.exists(part(uid)) ? Files.size(part(uid)) : 0;
    }

    /**
     * Takes away what no image of these owns, and what no later process goes on with; what another process is at stays.
     *
     * @param known uids of all there are
     * @return the bytes that stay of each
     */
    Map<String, Long> sweep(Set<String> known) throws IOException {
        Map<String, Long> left = new HashMap<>();
        for (String uid : uids()) {
            if (isFree(uid)) {
                if (!known.contains(uid)) {
                    remove(uid);
                } else {
                    left.put(uid, leave(uid, false));
                }
            }
        }
        return left;
    }

    private Set<String> uids() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> OURS.matcher(name).matches())
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    private boolean isFree(String uid) throws IOException {
        try (FileChannel guard = FileChannel.open(
                        folder.resolve(uid + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = guard.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Nothing of the image is left in the folder. */
    void remove(String uid) throws IOException {
        Download.remove(part(uid));
        Files.deleteIfExists(image(uid));
        Files.deleteIfExists(folder.resolve(uid + ".lock"));
    }
}
