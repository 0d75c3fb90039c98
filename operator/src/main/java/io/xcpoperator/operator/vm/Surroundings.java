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
 */
record Surroundings(
        ObjectKey pool,
        List<HostFacts> hosts,
        Map<String, String> names,
        List<LooseDisk> loose,
        Map<String, String> once,
        Approvals approvals,
        Claims claims,
        boolean startsWithHosts) {
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
}
