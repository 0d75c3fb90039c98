package io.xcpoperator.xapi.streams;

/** Sends disks to a pool. */
public interface DiskUploads {
    /**
     * Sends all bytes, to the host that has the storage; returns when the host has closed the connection or has taken
     * everything. Interrupting the thread cuts the connection, and the task fails.
     *
     * @throws io.xcpoperator.xapi.errors.PoolException when they could not all be sent; look at the task for the reason
     * @throws java.io.UncheckedIOException when the body could not be read
     */
    void send(DiskUpload upload);
}
