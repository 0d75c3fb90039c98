package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the pool around a VM its plan depends on.
 *
 * @param pool the XcpPool
 * @param names for sentences, by reference
 * @param loose VDIs of interest that are not on the VM
 * @param once VDI uuids that status lists by entry: a disk that was there once is not made a second time (S13)
 * @param approvals of disks to destroy, and of vanished ones to make again
 * @param claims held by other features
 * @param startsWithHosts the pool's own switch for VMs that start with their host
 * @param can what the pool's hosts can do
 * @param moving what counts when the VM or its disks move
 * @param safety the VM's safety snapshots
 * @param seed what counts for its cloud-init drive
 */
record Surroundings(
        ObjectKey pool,
        List<HostFacts> hosts,
        Map<String, String> names,
        List<LooseDisk> loose,
        Map<String, String> once,
        Approvals approvals,
        Claims claims,
        boolean startsWithHosts,
        Capabilities can,
        Moving moving,
        SafetyFacts safety,
        SeedFacts seed) {
    /** Where nothing is known of moves, of safety snapshots and of a cloud-init drive. */
    Surroundings(
            ObjectKey pool,
            List<HostFacts> hosts,
            Map<String, String> names,
            List<LooseDisk> loose,
            Map<String, String> once,
            Approvals approvals,
            Claims claims,
            boolean startsWithHosts,
            Capabilities can) {
        this(
                pool,
                hosts,
                names,
                loose,
                once,
                approvals,
                claims,
                startsWithHosts,
                can,
                Moving.none(),
                SafetyFacts.none(),
                SeedFacts.none());
    }

    Surroundings {
        hosts = List.copyOf(hosts);
        names = Map.copyOf(names);
        loose = List.copyOf(loose);
        once = Map.copyOf(once);
    }

    Optional<HostFacts> host(HostRef ref) {
        return hosts.stream().filter(h -> h.ref().equals(ref)).findFirst();
    }

    /** A person's name for a reference. */
    String name(SrRef ref) {
        return names.getOrDefault(ref.value(), "(unknown SR)");
    }

    /** The same with these safety snapshots. */
    Surroundings with(SafetyFacts others) {
        return new Surroundings(
                pool, hosts, names, loose, once, approvals, claims, startsWithHosts, can, moving, others, seed);
    }
}
