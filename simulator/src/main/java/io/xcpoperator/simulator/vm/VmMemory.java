package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;

/** What a VM's memory costs a host, and which limits go together (recordings 02, 10). Bytes. */
public final class VmMemory {
    private static final long MIB = 1L << 20;

    private VmMemory() {}

    /** Memory beyond the guest's own: shadow pages of an HVM guest, tables of another. */
    static long overhead(Row vm) {
        return overhead(
                vm.text("domain_type"),
                vm.number("memory_static_max"),
                vm.number("VCPUs_max"),
                vm.real("HVM_shadow_multiplier"));
    }

    static long overhead(String domainType, long staticMax, long vcpus, double multiplier) {
        long memory = mebibytes(staticMax);
        if (domainType.equals("pv")) {
            return (mebibytesOf(memory, 128) + 4) * MIB;
        }
        double shadow = Math.max(1, (vcpus + mebibytesOf(memory, 128)) * multiplier);
        return ((long) Math.ceil(shadow) + 3) * MIB;
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(Math.max(0, bytes), MIB);
    }

    private static long mebibytesOf(long memory, long share) {
        return Math.ceilDiv(memory, share);
    }

    /** What a VM takes on its host while it is there. */
    public static long footprint(Row vm) {
        return vm.number("memory_dynamic_min") + vm.number("memory_overhead");
    }

    /** What is left on a host when every guest is as small as it may be. */
    public static long free(Row host) {
        long total = host.follow("metrics")
                .map(metrics -> metrics.number("memory_total"))
                .orElse(0L);
        long used = host.number("memory_overhead");
        for (Row vm : host.followAll("resident_VMs")) {
            used += footprint(vm);
        }
        return total - used;
    }

    /** Fails with {@code MEMORY_CONSTRAINT_VIOLATION_ORDER} unless the four are in order. */
    static void requireOrder(long staticMin, long dynamicMin, long dynamicMax, long staticMax) {
        if (staticMin < 0 || staticMin > dynamicMin || dynamicMin > dynamicMax || dynamicMax > staticMax) {
            throw new XapiFailure("MEMORY_CONSTRAINT_VIOLATION_ORDER");
        }
    }

    /** After a change of memory, vCPUs or the multiplier. */
    static void refreshOverhead(Row vm) {
        vm.set("memory_overhead", overhead(vm));
    }
}
