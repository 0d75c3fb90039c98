package io.xcpoperator.simulator;

import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.storage.Contents;

/** What is written on the disks, as a guest would read it. Disks go by uuid. */
public record Disks(World world, Contents contents) {
    /** Bytes from an offset on; zeros where nothing was written. */
    public byte[] read(String uuid, long offset, int length) {
        return contents.read(ref(uuid), offset, length);
    }

    /** How many bytes of it were ever anything but zeros, in blocks of 64 KiB. */
    public long written(String uuid) {
        return contents.size(ref(uuid));
    }

    private String ref(String uuid) {
        return world.locked(() -> world.database()
                .findByUuid("VDI", uuid)
                .orElseThrow(() -> new IllegalArgumentException("no disk " + uuid))
                .ref());
    }
}
