package io.xcpoperator.simulator.storage;

import java.util.Set;

/**
 * How a storage driver lays out disks, in bytes.
 *
 * @param granularity sizes are rounded up to it
 * @param minimum smallest disk
 * @param maximum largest disk
 * @param allocation 0: space is taken as it is written (thin); else all of it at creation, in units of this (thick)
 */
public record DiskFormat(long granularity, long minimum, long maximum, long allocation) {
    private static final long MIB = 1L << 20;
    private static final long VHD_MAXIMUM = 2040L << 30;
    private static final Set<String> THICK = Set.of("lvm", "lvmoiscsi", "lvmohba");

    /**
     * The format of a type of SR with the drivers of a real host (sm: VHD in steps of 2 MiB up to 2040 GiB, logical
     * volumes in extents of 4 MiB, ISO images to the byte).
     */
    public static DiskFormat ofHost(String type) {
        if (type.equals("iso")) {
            return new DiskFormat(1, 0, Long.MAX_VALUE, 1);
        }
        return new DiskFormat(2 * MIB, 2 * MIB, VHD_MAXIMUM, THICK.contains(type) ? 4 * MIB : 0);
    }

    /** The format of the drivers behind the recordings: pages, no largest size (recording 04-010). */
    public static DiskFormat ofRecordings(String type) {
        DiskFormat host = ofHost(type);
        return new DiskFormat(4096, 0, Long.MAX_VALUE, host.allocation);
    }

    public boolean thick() {
        return allocation > 0;
    }

    /** The size a disk gets when {@code size} is asked for. */
    public long rounded(long size) {
        return Math.max(minimum, up(size, granularity));
    }

    /** What a fresh disk takes of its SR. */
    public long taken(long virtualSize) {
        return thick() ? up(virtualSize, allocation) : 0;
    }

    private static long up(long size, long unit) {
        long over = size % unit;
        return over == 0 || size > Long.MAX_VALUE - unit ? size : size - over + unit;
    }
}
