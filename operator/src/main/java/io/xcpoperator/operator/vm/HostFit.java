package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts a VM can run on, told from the mirror (xapi.md §8.6): enabled, live, enough memory, its SRs plugged in,
 * its networks there. XAPI itself only says NO_HOSTS_AVAILABLE. Pure.
 */
final class HostFit {
    private HostFit() {}

    /** Why the VM as it is cannot run on this host. */
    static Optional<Hindrance> misfit(VmFacts vm, HostFacts host) {
        return reason(vm, vm.memory().dynamicMin(), host).map(r -> Hindrance.waits(Reason.NoCapacity, r.text()));
    }

    /** @param memoryAlone whether the host would take the VM but for its memory */
    private record Misfit(String text, boolean memoryAlone) {}

    private static Optional<Misfit> reason(VmFacts vm, long bytes, HostFacts host) {
        Set<SrRef> storage = vm.disks().stream().map(DiskFacts::sr).collect(Collectors.toSet());
        Set<NetworkRef> networks = vm.nics().stream().map(NicFacts::network).collect(Collectors.toSet());
        if (!host.live()) {
            return Optional.of(new Misfit(host.name() + " does not answer", false));
        } else if (!host.enabled()) {
            return Optional.of(new Misfit(host.name() + " is in maintenance", false));
        } else if (!host.storage().containsAll(storage)) {
            return Optional.of(new Misfit(host.name() + " does not reach the storage of the VM's disks", false));
        } else if (!host.networks().containsAll(networks)) {
            return Optional.of(new Misfit(host.name() + " does not have the VM's networks", false));
        } else if (free(vm, host) < bytes) {
            return Optional.of(new Misfit(
                    "%s has %s free, %s are needed"
                            .formatted(host.name(), Bytes.human(free(vm, host)), Bytes.human(bytes)),
                    true));
        }
        return Optional.empty();
    }

    /** What the VM itself takes there would be free once it is stopped. */
    private static long free(VmFacts vm, HostFacts host) {
        boolean here = vm.host().equals(Optional.of(host.ref()));
        return host.memoryFree() + (here ? vm.memory().dynamicMax() : 0);
    }

    /**
     * Why no host takes the VM with this much memory; empty when one does.
     *
     * @param bytes memory it would need
     */
    static Optional<Hindrance> nowhere(
            VmFacts vm, long bytes, List<HostFacts> hosts, Optional<DesiredVm.Place> strict) {
        List<HostFacts> asked = hosts.stream()
                .filter(h -> strict.isEmpty() || strict.get().host().equals(h.ref()))
                .toList();
        if (asked.stream().anyMatch(h -> reason(vm, bytes, h).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.waits(Reason.NoCapacity, sentence(vm, bytes, asked)));
    }

    /** Host by host; when memory alone is short: {@code no host has 64Gi free (most: xcp2, 21Gi)}. */
    static String sentence(VmFacts vm, long bytes, List<HostFacts> hosts) {
        List<Misfit> reasons =
                hosts.stream().flatMap(h -> reason(vm, bytes, h).stream()).toList();
        boolean memoryAlone = reasons.stream().allMatch(Misfit::memoryAlone);
        Optional<HostFacts> most = hosts.stream().max(Comparator.comparingLong(h -> free(vm, h)));
        if (memoryAlone && most.isPresent()) {
            return "no host has %s free (most: %s, %s)"
                    .formatted(Bytes.human(bytes), most.get().name(), Bytes.human(free(vm, most.get())));
        }
        return reasons.isEmpty()
                ? "the pool names no host that takes the VM"
                : "no host takes the VM: " + reasons.stream().map(Misfit::text).collect(Collectors.joining("; "));
    }
}
