package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Optional;

/** What the names in a spec stand for in its pool. Reads caches only. */
interface References {
    Resolved<NetworkRef> network(Ref ref);

    Resolved<SrRef> storage(Ref ref);

    /**
     * Where a disk goes whose entry does not say.
     *
     * @param only the one host the VM may run on: a local SR of its own comes before the pool's default
     */
    Resolved<SrRef> defaultStorage(Optional<HostRef> only);

    /** The host a VM is placed on; {@code strict}: it may run nowhere else. */
    Resolved<DesiredVm.Place> host(String name, boolean strict);

    /** A template with disks of its own. */
    Resolved<VmFacts> template(NameOrUuid wanted);

    /** A template for its platform flags; a VM made of it starts without disks. */
    Resolved<VmFacts> platformTemplate(NameOrUuid wanted);
}
