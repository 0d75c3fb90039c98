package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.host.HostVersion;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Optional;

/** What holds a running VM to its host, and which hosts it fits (facts: migration). Pure. */
final class Movable {
    private Movable() {}

    /** What it has that cannot be moved while it runs. */
    static Optional<XapiFailure> immobile(Row vm) {
        if (!vm.texts("attached_PCIs").isEmpty()
                || !vm.entry("other_config", "pci").isEmpty()) {
            return Optional.of(new XapiFailure("VM_HAS_PCI_ATTACHED", vm.ref()));
        } else if (!vm.texts("VGPUs").isEmpty()) {
            return Optional.of(new XapiFailure("VM_HAS_VGPU", vm.ref()));
        } else if (!vm.texts("VUSBs").isEmpty()) {
            return Optional.of(new XapiFailure("VM_HAS_VUSBS", vm.ref()));
        } else if (vm.entry("platform", "nested-virt").equals("true")) {
            return Optional.of(new XapiFailure("VM_IS_USING_NESTED_VIRT", vm.ref()));
        } else if (vm.entry("platform", "nomigrate").equals("true")) {
            return Optional.of(new XapiFailure("VM_IS_IMMOBILE", vm.ref()));
        }
        return Optional.empty();
    }

    /** A guest keeps the features of the processor it last booted on. */
    static Optional<XapiFailure> processor(Row vm, Row host) {
        String vendor = vm.entry("last_boot_CPU_flags", "vendor");
        if (!vendor.isEmpty() && !vendor.equals(host.entry("cpu_info", "vendor"))) {
            return incompatible(vm, host, "VM last booted on a host which had a CPU from a different vendor.");
        }
        String features = vm.entry("last_boot_CPU_flags", "features");
        return covers(host.entry("cpu_info", "features_hvm"), features)
                ? Optional.empty()
                : incompatible(vm, host, "VM last booted on a CPU with features this host's CPU does not have.");
    }

    /** Moves go from lower versions to higher ones only. */
    static Optional<XapiFailure> version(Row vm, Row host) {
        return vm.follow("resident_on")
                .filter(source -> HostVersion.lower(host, source))
                .map(_ -> new XapiFailure("VM_HOST_INCOMPATIBLE_VERSION_MIGRATE", host.ref(), vm.ref()));
    }

    private static Optional<XapiFailure> incompatible(Row vm, Row host, String why) {
        return Optional.of(new XapiFailure("VM_INCOMPATIBLE_WITH_THIS_HOST", vm.ref(), host.ref(), why));
    }

    /** Words of 32 flags in hexadecimal, with dashes between them. */
    private static boolean covers(String has, String needs) {
        List<String> there = List.of(has.split("-", -1));
        List<String> wanted = List.of(needs.split("-", -1));
        for (int word = 0; word < wanted.size(); word++) {
            long flags = flags(wanted.get(word));
            long offered = word < there.size() ? flags(there.get(word)) : 0;
            if ((flags & ~offered) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long flags(String word) {
        return word.isEmpty() ? 0 : Long.parseLong(word, 16);
    }
}
