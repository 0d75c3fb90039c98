package io.xcpoperator.operator.image;

import io.xcpoperator.formats.Disk;
import io.xcpoperator.formats.Upload;
import io.xcpoperator.xapi.streams.DiskUpload;
import java.io.Closeable;
import java.io.IOException;

/**
 * A {@link Parcel} with its bytes; closed when it is given up or delivered.
 *
 * @param kept bytes that it takes in the work folder
 */
record Cargo(Parcel parcel, Disk disk, Upload upload, long kept) implements Closeable {
    DiskUpload.Form form() {
        return parcel.sparse() ? DiskUpload.Form.VHD : DiskUpload.Form.RAW;
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
