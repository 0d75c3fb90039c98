package io.xcpoperator.formats;

import java.io.IOException;
import java.io.InputStream;

/** A disk as a stream whose length is known before its first byte, as hosts want it. Opened as often as needed. */
public interface Upload {
    /** In bytes, to the byte. */
    long length();

    /** From the first byte on; the disk stays open when this is closed. */
    InputStream open() throws IOException;

    /** Every byte of the disk, zeros included. */
    static Upload raw(Disk disk) {
        return new RawUpload(disk);
    }

    /**
     * A dynamic VHD: only what is not zero; at most 2040 GiB. Reads the disk once, to know where that is, and refuses one
     * whose file says more than it has.
     */
    static Upload vhd(Disk disk, CallOff callOff) throws IOException {
        return VhdUpload.of(disk, callOff);
    }
}
