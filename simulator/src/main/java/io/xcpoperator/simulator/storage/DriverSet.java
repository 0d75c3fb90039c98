package io.xcpoperator.simulator.storage;

import java.util.Set;

/** Whose storage drivers a pool has. */
public enum DriverSet {
    /** Those of a host as it is installed. */
    HOST {
        @Override
        DiskFormat format(String type) {
            return DiskFormat.ofHost(type);
        }

        @Override
        boolean has(String type) {
            return true;
        }
    },

    /** Those behind the recordings: fewer types, finer sizes. */
    RECORDINGS {
        @Override
        DiskFormat format(String type) {
            return DiskFormat.ofRecordings(type);
        }

        @Override
        boolean has(String type) {
            return RECORDED.contains(type);
        }
    };

    private static final Set<String> RECORDED = Set.of("iso", "lvm", "nfs", "dummy", "ext");

    abstract DiskFormat format(String type);

    abstract boolean has(String type);
}
