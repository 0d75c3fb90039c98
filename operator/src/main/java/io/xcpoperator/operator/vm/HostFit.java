package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.Ref;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hosts a VM can run on, told from the mirror (xapi.md §8.6): enabled, live, enough memory and processors, its SRs
 * plugged in, its networks there, what its devices need. XAPI itself only says NO_HOSTS_AVAILABLE. Pure.
 */
final class HostFit {
    private HostFit() {}

    /**
     * What a VM asks of a host in figures.
     *
     * @param bytes memory
     * @param vcpus the most that it may have
     */
    record Need(long bytes, long vcpus) {
        static Need of(VmFacts vm) {
            return new Need(vm.memory().dynamicMax(), vm.cpu().max());
        }

        /** Once the spec is carried out. */
        static Need of(DesiredVm want, VmFacts vm) {
            long bytes = want.memory()
                    .size()
                    .or(() -> want.memory().max())
                    .orElse(vm.memory().dynamicMax());
            long vcpus = want.cpu()
                    .max()
                    .orElse(Math.max(vm.cpu().max(), want.cpu().count().orElse(0L)));
            return new Need(bytes, vcpus);
        }
    }

    /** Why the host takes no VM at all now. */
    static Optional<Hindrance> state(HostFacts host) {
        return away(host).map(r -> Hindrance.waits(Reason.NoCapacity, r.text()));
    }

    /** Why the host has too little memory for it. */
    static Optional<Hindrance> memory(VmFacts vm, long bytes, HostFacts host) {
        return small(vm, bytes, host).map(r -> Hindrance.waits(Reason.NoCapacity, r.text()));
    }

    /** Where the pool would start it: on the host that its placement names if that takes it, else on one that does. */
    static Optional<HostFacts> expected(DesiredVm want, VmFacts vm, Surroundings around) {
        Stream<HostFacts> named = want.foundPlace().flatMap(place -> around.host(place.host())).stream();
        return Stream.concat(named, around.hosts().stream())
                .filter(host -> reason(vm, Need.of(vm), host, around.names()).isEmpty())
                .findFirst();
    }

    /** @param memoryAlone whether the host would take the VM but for its memory */
    private record Misfit(String text, boolean memoryAlone) {}

    private static Optional<Misfit> away(HostFacts host) {
        if (!host.live()) {
            return Optional.of(new Misfit(host.name() + " does not answer", false));
        }
        return host.enabled() ? Optional.empty() : Optional.of(new Misfit(host.name() + " is in maintenance", false));
    }

    private static Optional<Misfit> small(VmFacts vm, long bytes, HostFacts host) {
        return free(vm, host) < bytes
                ? Optional.of(new Misfit(
                        "%s has %s free, %s are needed"
                                .formatted(host.name(), Bytes.human(free(vm, host)), Bytes.human(bytes)),
                        true))
                : Optional.empty();
    }

    private static Optional<Misfit> few(long vcpus, HostFacts host) {
        long has = host.hardware().processors();
        return has > 0 && vcpus > has
                ? Optional.of(new Misfit(
                        "%s has %d processors, and the VM may have up to %d (cpu.max)"
                                .formatted(host.name(), has, vcpus),
                        false))
                : Optional.empty();
    }

    private static Optional<Misfit> devices(VmFacts vm, HostFacts host) {
        boolean pci = !vm.otherConfig().getOrDefault(Keys.PCI, "").isEmpty();
        if (pci && !host.hardware().iommu()) {
            return Optional.of(new Misfit(
                    host.name() + " cannot give PCI devices to VMs, for it has no IOMMU or it is switched off", false));
        }
        return vm.machine().virtualGpus() && !host.hardware().gpus()
                ? Optional.of(new Misfit(host.name() + " has no GPU", false))
                : Optional.empty();
    }

    private static Optional<Misfit> reason(VmFacts vm, Need need, HostFacts host, Map<String, String> names) {
        List<String> storage = lacking(vm.disks().stream().map(DiskFacts::sr), host.storage(), names);
        List<String> networks = lacking(vm.nics().stream().map(NicFacts::network), host.networks(), names);
        return away(host)
                .or(() -> misfit(host, " does not reach storage ", storage))
                .or(() -> misfit(host, " is not on network ", networks))
                .or(() -> few(need.vcpus(), host))
                .or(() -> devices(vm, host))
                .or(() -> small(vm, need.bytes(), host));
    }

    private static Optional<Misfit> misfit(HostFacts host, String what, List<String> lacking) {
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(new Misfit(host.name() + what + String.join(", ", lacking), false));
    }

    private static <R extends Ref> List<String> lacking(Stream<R> needed, Set<R> has, Map<String, String> names) {
        return needed.filter(ref -> !has.contains(ref))
                .map(ref -> names.getOrDefault(ref.value(), "(unknown)"))
                .distinct()
                .sorted()
                .toList();
    }

    /** What the VM itself takes there would be free once it is stopped. */
    private static long free(VmFacts vm, HostFacts host) {
        boolean here = vm.host().equals(Optional.of(host.ref()));
        return host.memoryFree() + (here ? vm.memory().dynamicMax() : 0);
    }

    /** Why no host takes the VM with this need; empty when one does. */
    static Optional<Hindrance> nowhere(VmFacts vm, Need need, Surroundings around, Optional<DesiredVm.Place> strict) {
        List<HostFacts> asked = around.hosts().stream()
                .filter(h -> strict.isEmpty() || strict.get().host().equals(h.ref()))
                .toList();
        if (asked.stream().anyMatch(h -> reason(vm, need, h, around.names()).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.waits(Reason.NoCapacity, sentence(vm, need, asked, around.names())));
    }

    /** Host by host; when memory alone is short: {@code no host has 64Gi free (most: xcp2, 21Gi)}. */
    static String sentence(VmFacts vm, Need need, List<HostFacts> hosts, Map<String, String> names) {
        List<Misfit> reasons =
                hosts.stream().flatMap(h -> reason(vm, need, h, names).stream()).toList();
        boolean memoryAlone = reasons.stream().allMatch(Misfit::memoryAlone);
        Optional<HostFacts> most = hosts.stream().max(Comparator.comparingLong(h -> free(vm, h)));
        if (memoryAlone && most.isPresent()) {
            return "no host has %s free (most: %s, %s)"
                    .formatted(Bytes.human(need.bytes()), most.get().name(), Bytes.human(free(vm, most.get())));
        }
        return reasons.isEmpty()
                ? "the pool names no host that takes the VM"
                : "no host takes the VM: " + reasons.stream().map(Misfit::text).collect(Collectors.joining("; "));
    }
}
