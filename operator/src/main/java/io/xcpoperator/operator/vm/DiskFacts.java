package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Optional;

/**
 * A disk of a VM: the VDI and the VBD that ties it to the VM. CDs are not disks.
 *
 * @param attached whether the running guest has it
 * @param entry the entry of spec.disks, by a mark on the VBD that names this VM
 * @param marked whether the VBD has a mark at all, be it one that a copy inherited
 * @param of the VDI's mark: for whom we made it
 * @param chain links of its chain of snapshots, 1 = none but itself
 * @param growsLive whether the pool lets it grow while a guest has it
 */
record DiskFacts(
        VbdRef vbd,
        VdiRef vdi,
        VdiUuid uuid,
        SrRef sr,
        long size,
        long used,
        int device,
        boolean attached,
        Optional<String> entry,
        boolean marked,
        Optional<Keys.DiskOf> of,
        int chain,
        boolean growsLive) {
    /** A drive that carries somebody's cloud-init: none of the spec's disks, wherever it is. */
    boolean isSeed() {
        return of.filter(mark -> mark.entry().equals(SeedDrives.ENTRY)).isPresent();
    }

    DiskFacts grown(long bytes) {
        return new DiskFacts(vbd, vdi, uuid, sr, bytes, used, device, attached, entry, marked, of, chain, growsLive);
    }

    /** The same on other storage. */
    DiskFacts on(SrRef other) {
        return new DiskFacts(vbd, vdi, uuid, other, size, used, device, attached, entry, marked, of, chain, growsLive);
    }

    DiskFacts attached(boolean now) {
        return new DiskFacts(vbd, vdi, uuid, sr, size, used, device, now, entry, marked, of, chain, growsLive);
    }
}
