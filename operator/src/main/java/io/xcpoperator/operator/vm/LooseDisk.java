package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Optional;

/**
 * A VDI of interest that is not on the VM: we made it for the VM, the spec names it, or status once listed it.
 *
 * @param of the VDI's mark; empty where a copy made by hand inherited it
 * @param inUse whether some VBD points to it
 * @param filled what it was to be a copy of has just been copied onto it
 * @param plain a disk of a VM: no memory of a suspended one, no database of the pool's, no snapshot and no DiskImage
 */
record LooseDisk(
        VdiRef vdi, VdiUuid uuid, long size, Optional<Keys.DiskOf> of, boolean inUse, boolean plain, boolean filled) {
    /** A drive that carries somebody's cloud-init: none of the spec's disks. */
    boolean isSeed() {
        return of.filter(mark -> mark.entry().equals(SeedDrives.ENTRY)).isPresent();
    }

    LooseDisk(VdiRef vdi, VdiUuid uuid, long size, Optional<Keys.DiskOf> of, boolean inUse) {
        this(vdi, uuid, size, of, inUse, true, false);
    }
}
