package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.value.XapiFailure;

/** What may be created (recordings 04-010, 04-014). Pure. */
final class Creation {
    private Creation() {}

    /** Refuses a VBD whose type, mode, emptiness and disk do not go together. */
    static void checkVbd(String type, String mode, boolean empty, String vdi, boolean vdiReadOnly) {
        boolean cd = type.equals("CD");
        if (empty && !cd) {
            throw new XapiFailure("VBD_NOT_REMOVABLE_MEDIA", "in constructor");
        }
        if (cd && mode.equals("RW")) {
            throw new XapiFailure("VBD_CDS_MUST_BE_READONLY");
        }
        if (!empty && mode.equals("RW") && vdiReadOnly) {
            throw new XapiFailure("VDI_READONLY", vdi);
        }
    }

    /** The size a new disk gets; fails as the driver does. */
    static long vdiSize(String type, long size, DiskFormat format) {
        if (type.equals("cbt_metadata")) {
            throw new XapiFailure("VDI_INCOMPATIBLE_TYPE", "", "CBT metadata");
        }
        if (size < 0) {
            throw backend(78, "VDI Creation failed");
        }
        if (size > format.maximum()) {
            throw backend(79, "VDI Invalid size");
        }
        return format.rounded(size);
    }

    /** The size a disk grows to. */
    static long grown(long before, long size, DiskFormat format) {
        if (size > format.maximum()) {
            throw backend(79, "VDI Invalid size");
        }
        long rounded = format.rounded(size);
        if (rounded < before) {
            throw backend(79, "VDI Invalid size");
        }
        return rounded;
    }

    /** Refuses what does not fit: {@code SR_FULL} with what is wanted and what is left, in bytes. */
    static void checkSpace(long wanted, long physicalSize, long taken) {
        if (wanted > 0 && wanted > physicalSize - taken) {
            throw new XapiFailure("SR_FULL", Long.toString(wanted), Long.toString(physicalSize - taken));
        }
    }

    /** A driver's own error: number and text. */
    static XapiFailure backend(int number, String text) {
        return new XapiFailure("SR_BACKEND_FAILURE_" + number, "", text + " [opterr=simulated]", "");
    }
}
