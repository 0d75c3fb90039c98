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
 * @param hardware what VMs ask of it beside
 */
record HostFacts(
        HostRef ref,
        HostUuid uuid,
        String name,
        boolean enabled,
        boolean live,
        long memoryFree,
        Set<SrRef> storage,
        Set<NetworkRef> networks,
        Hardware hardware) {
    HostFacts {
        storage = Set.copyOf(storage);
        networks = Set.copyOf(networks);
    }

    /**
     * @param processors as the pool counts them, threads included; 0 where it does not tell
     * @param iommu whether devices can be given to VMs
     * @param gpus whether it has physical GPUs at all
     */
    record Hardware(long processors, boolean iommu, boolean gpus) {}

    /** Whether all of its disks lie on storage that is plugged in here. */
    boolean reachesDisksOf(VmFacts vm) {
        return vm.disks().stream().allMatch(disk -> storage.contains(disk.sr()));
    }
}
