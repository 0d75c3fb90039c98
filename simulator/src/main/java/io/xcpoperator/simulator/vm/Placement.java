package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.host.HostVersion;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where a VM can run: host enabled and alive, storage and networks there, memory and devices right. */
public final class Placement {
    private Placement() {}

    /** Why the VM cannot start on the host, if so. */
    public static Optional<XapiFailure> obstacle(Row vm, Row host) {
        if (!host.flag("enabled")) {
            return fail("HOST_DISABLED", host.ref());
        }
        if (!live(host)) {
            return fail("HOST_NOT_LIVE");
        }
        return reach(vm, host).or(() -> shape(vm)).or(() -> hardware(vm, host)).or(() -> memory(vm, host));
    }

    /** The same for a VM that takes its disks along; a medium stays where it is. */
    static Optional<XapiFailure> obstacleBesideDisks(Row vm, Row host) {
        if (!host.flag("enabled")) {
            return fail("HOST_DISABLED", host.ref());
        }
        if (!live(host)) {
            return fail("HOST_NOT_LIVE");
        }
        List<Row> drives = vm.followAll("VBDs").stream()
                .filter(vbd -> vbd.text("type").equals("CD"))
                .toList();
        boolean running = vm.text("power_state").equals("Running");
        return storage(vm, drives, host)
                .or(() -> networks(vm, host))
                .or(() -> running ? memory(vm, host) : Optional.empty());
    }

    /** Why the VM cannot reach its disks or networks from the host; an empty CD drive needs nothing. */
    public static Optional<XapiFailure> reach(Row vm, Row host) {
        Optional<XapiFailure> disks = storage(vm, vm.followAll("VBDs"), host);
        if (disks.isPresent()) {
            return disks;
        }
        Optional<Row> memory = vm.follow("suspend_VDI").flatMap(vdi -> vdi.follow("SR"));
        if (memory.isPresent() && !attached(memory.get(), host)) {
            return fail("VM_REQUIRES_SR", vm.ref(), memory.get().ref());
        }
        return networks(vm, host);
    }

    private static Optional<XapiFailure> storage(Row vm, List<Row> vbds, Row host) {
        for (Row vbd : vbds) {
            Optional<Row> sr = vbd.follow("VDI").flatMap(vdi -> vdi.follow("SR"));
            if (sr.isPresent() && !attached(sr.get(), host)) {
                return fail("VM_REQUIRES_SR", vm.ref(), sr.get().ref());
            }
        }
        return Optional.empty();
    }

    private static Optional<XapiFailure> networks(Row vm, Row host) {
        for (Row vif : vm.followAll("VIFs")) {
            Optional<Row> network = vif.follow("network");
            if (network.isPresent() && !connected(network.get(), host)) {
                return fail("VM_REQUIRES_NETWORK", vm.ref(), network.get().ref());
            }
        }
        return Optional.empty();
    }

    static boolean attached(Row sr, Row host) {
        return sr.followAll("PBDs").stream()
                .anyMatch(pbd -> pbd.text("host").equals(host.ref()) && pbd.flag("currently_attached"));
    }

    /**
     * A network without any PIF is internal to each host and there everywhere, until a VM runs on it: then it is where
     * that VM runs.
     */
    private static boolean connected(Row network, Row host) {
        List<Row> pifs = network.followAll("PIFs");
        return pifs.isEmpty() || pifs.stream().anyMatch(pif -> pif.text("host").equals(host.ref()));
    }

    /** What no host would accept. */
    private static Optional<XapiFailure> shape(Row vm) {
        if (vm.number("memory_dynamic_min") > vm.number("memory_dynamic_max")) {
            return fail("MEMORY_CONSTRAINT_VIOLATION_ORDER");
        }
        String model = vm.entry("platform", "device-model");
        boolean known = model.isEmpty() || model.startsWith("qemu-upstream-") || model.equals("qemu-trad");
        if (!known) {
            return fail("INVALID_VALUE", "platform:device-model", model);
        }
        if (vm.number("hardware_platform_version") > 2) {
            return fail("VM_HOST_INCOMPATIBLE_VIRTUAL_HARDWARE_PLATFORM_VERSION");
        }
        return Optional.empty();
    }

    /** As many processors as it may have, and what its PCI devices need. */
    private static Optional<XapiFailure> hardware(Row vm, Row host) {
        String processors = host.entry("cpu_info", "cpu_count");
        if (!processors.isEmpty() && vm.number("VCPUs_max") > Long.parseLong(processors)) {
            return fail("HOST_NOT_ENOUGH_PCPUS", Long.toString(vm.number("VCPUs_max")), processors);
        }
        boolean pci = !vm.entry("other_config", "pci").isEmpty();
        return pci && host.entry("chipset_info", "iommu").equals("false")
                ? fail("VM_REQUIRES_IOMMU", host.ref())
                : Optional.empty();
    }

    private static Optional<XapiFailure> memory(Row vm, Row host) {
        long needed = VmMemory.footprint(vm);
        long free = VmMemory.free(host);
        boolean counted = vm.text("resident_on").equals(host.ref());
        return counted || needed <= free
                ? Optional.empty()
                : fail("HOST_NOT_ENOUGH_FREE_MEMORY", Long.toString(needed), Long.toString(free));
    }

    private static boolean live(Row host) {
        return host.follow("metrics").map(metrics -> metrics.flag("live")).orElse(false);
    }

    /** The hosts it could be started on, enabled or not: what {@code VM.get_possible_hosts} lists. */
    static List<Row> possible(Database database, Row vm) {
        return database.all("host").stream()
                .filter(Placement::live)
                .filter(host -> reach(vm, host).isEmpty())
                .filter(host -> memory(vm, host).isEmpty())
                .toList();
    }

    /** The host {@code VM.start} takes: the preferred one if it can, else the emptiest; fails when none can. */
    static Row choose(Database database, Row vm) {
        Optional<Row> preferred = database.find("host", vm.text("affinity"))
                .filter(host -> obstacle(vm, host).isEmpty());
        return preferred.orElseGet(() -> database.all("host").stream()
                .filter(host -> obstacle(vm, host).isEmpty())
                .max(Comparator.comparing(HostVersion::of)
                        .thenComparingLong((Row host) -> -companions(vm, host))
                        .thenComparingLong(VmMemory::free))
                .orElseThrow(() -> new XapiFailure("NO_HOSTS_AVAILABLE")));
    }

    /** Whether another live host has higher versions. */
    static boolean behind(Database database, Row host) {
        return database.all("host").stream().anyMatch(other -> live(other) && HostVersion.lower(host, other));
    }

    /** How many of its anti-affinity group run there. */
    private static long companions(Row vm, Row host) {
        return vm.followAll("groups").stream()
                .filter(group -> group.text("placement").equals("anti_affinity"))
                .flatMap(group -> group.followAll("VMs").stream())
                .filter(other -> other.text("resident_on").equals(host.ref()))
                .count();
    }

    private static Optional<XapiFailure> fail(String code, String... parameters) {
        return Optional.of(new XapiFailure(code, parameters));
    }
}
