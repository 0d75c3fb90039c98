package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.Optional;
import java.util.Set;

/** What storage takes of an image. Pure. */
final class Storages {
    /** Their disks are VHD or qcow2 chains: what was never written reads as zeros. Others may hold what was there before. */
    private static final Set<String> CHAINS = Set.of(
            "ext",
            "nfs",
            "lvm",
            "lvmoiscsi",
            "lvmohba",
            "smb",
            "file",
            "xfs",
            "largeblock",
            "cephfs",
            "glusterfs",
            "moosefs");

    /** A disk takes all its room at once. */
    private static final Set<String> THICK = Set.of("lvm", "lvmoiscsi", "lvmohba");

    /** 2040 GiB: what a VHD holds. */
    private static final long MOST = 2040L << 30;

    private Storages() {}

    static boolean isIso(SrRecord storage) {
        return storage.contentType().equals("iso") || storage.type().equals("iso");
    }

    static boolean readsZeros(SrRecord storage) {
        return CHAINS.contains(storage.type());
    }

    /** Disks that grow as they are written may be larger than what is free; none is larger than a VHD can be. */
    static Order.Bound bound(SrRecord storage) {
        boolean whole = !readsZeros(storage) || THICK.contains(storage.type());
        long free = storage.physicalSize() - storage.physicalUtilisation();
        return whole && storage.physicalSize() > 0 && free < MOST
                ? new Order.Bound(Math.max(0, free), "storage %s has free".formatted(storage.nameLabel()))
                : new Order.Bound(MOST, "storage %s takes".formatted(storage.nameLabel()));
    }

    /** Why it does not fit, with numbers; said before anything is made. */
    static Optional<String> lacksRoom(SrRecord storage, Parcel parcel) {
        if (storage.physicalSize() <= 0) { // an ISO share does not say
            return Optional.empty();
        }
        long needed = THICK.contains(storage.type()) ? parcel.size() : Math.min(parcel.bytes(), parcel.size());
        long free = storage.physicalSize() - storage.physicalUtilisation();
        return needed <= free
                ? Optional.empty()
                : Optional.of("storage %s has %s free, and the image takes %s: make room, or name another storage"
                        .formatted(storage.nameLabel(), Sizes.human(Math.max(0, free)), Sizes.human(needed)));
    }
}
