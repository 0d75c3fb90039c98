package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Optional;

/**
 * A VDI of interest that is not on the VM: we made it for the VM, the spec names it, or status once listed it.
 *
 * @param of the VDI's mark; empty where a copy made by hand inherited it
 * @param inUse whether some VBD points to it
 * @param plain a disk of a VM: no memory of a suspended one, no database of the pool's
 */
record LooseDisk(VdiRef vdi, VdiUuid uuid, long size, Optional<Keys.DiskOf> of, boolean inUse, boolean plain) {
    LooseDisk(VdiRef vdi, VdiUuid uuid, long size, Optional<Keys.DiskOf> of, boolean inUse) {
        this(vdi, uuid, size, of, inUse, true);
    }
}
