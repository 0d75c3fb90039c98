package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
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

    /** Who else in the pool has this MAC address, as a person of {@code me}'s namespace may be told. */
    Optional<String> userOf(String mac, Owner me);

    /** The vendor's guest tools, as a medium for a CD drive. */
    Resolved<VdiRef> guestTools();

    /**
     * What is under a key of a Secret.
     *
     * @param field that names it
     */
    Resolved<Seed.Text> text(String field, SecretKeyRef ref);

    /** An image that a disk may be a copy of. */
    Resolved<ImageFacts> image(Ref ref);

    /** An image as a medium for a CD drive. */
    Resolved<VdiRef> medium(Ref ref);

    /** A template with disks of its own. */
    Resolved<VmFacts> template(NameOrUuid wanted);

    /** A template for its platform flags; a VM made of it starts without disks. */
    Resolved<VmFacts> platformTemplate(NameOrUuid wanted);

    /**
     * A snapshot of this namespace, of which a VM can be made.
     *
     * @param copyTo the SR its disks are copied to; empty = cloned beside them
     */
    Resolved<VmFacts> snapshot(String name, Optional<SrRef> copyTo);
}
