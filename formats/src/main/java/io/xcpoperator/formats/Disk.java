package io.xcpoperator.formats;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk as a guest sees it, whatever format it is kept in: mostly zeros, with data here and there. Not for several threads. */
public interface Disk extends Closeable {
    DiskFormat format();

    /** Virtual size in bytes. */
    long size();

    /** False where the range is certainly all zeros, at little cost; true where it has to be read. */
    boolean mayHold(long offset, long length) throws IOException;

    /** Fills what remains of the buffer from {@code offset} on; beyond the end of the disk with zeros. */
    void read(long offset, ByteBuffer into) throws IOException;

    /**
     * Refuses a file in which one place stands for several of the disk: a few bytes would be terabytes to read. Reads its
     * tables, all of them.
     */
    default void verify(CallOff callOff) throws IOException {}

    /** Opens the disk in an image that is not packed. The source is closed with it, and when this fails. */
    static Disk open(Source source, DiskFormat format) throws IOException {
        try {
            return switch (format) {
                case ISO, RAW -> new RawDisk(source, format);
                case VHD -> VhdDisk.open(source);
                case QCOW2 -> Qcow2Disk.open(source);
            };
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
