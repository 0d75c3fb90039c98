package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Set;

/**
 * A host as a place for VMs.
 *
 * @param memoryFree bytes that a VM could take
 * @param storage SRs that are plugged in
 * @param networks networks it reaches
 */
record HostFacts(
        HostRef ref,
        HostUuid uuid,
        String name,
        boolean enabled,
        boolean live,
        long memoryFree,
        Set<SrRef> storage,
        Set<NetworkRef> networks) {
    HostFacts {
        storage = Set.copyOf(storage);
        networks = Set.copyOf(networks);
    }
}
