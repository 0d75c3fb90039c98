package io.xcpoperator.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What the tests read. */
final class Given {
    private Given() {}

    /** A file beside the tests, unpacked. */
    static byte[] file(String name) {
        try (InputStream packed = Objects.requireNonNull(Given.class.getResourceAsStream(name + ".gz"), name);
                InputStream in = new GZIPInputStream(packed)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Disk disk(byte[] image) throws IOException {
        return Disk.open(Source.of(image), DiskFormat.of(Source.of(image)));
    }

    /** What a guest would read, in pieces of an odd size; ranges that are said to be empty are not read. */
    static byte[] content(Disk disk) throws IOException {
        byte[] all = new byte[Math.toIntExact(disk.size())];
        int piece = 4096 * 3 + 7;
        for (int at = 0; at < all.length; at += piece) {
            int length = Math.min(piece, all.length - at);
            if (disk.mayHold(at, length)) {
                disk.read(at, ByteBuffer.wrap(all, at, length));
            }
        }
        return all;
    }

    static byte[] content(byte[] image) throws IOException {
        try (Disk disk = disk(image)) {
            return content(disk);
        }
    }

    static byte[] bytes(Upload upload) throws IOException {
        try (InputStream in = upload.open()) {
            return in.readAllBytes();
        }
    }
}
