package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figures of a VM that no pool in order has, whoever wrote them. Nothing is reckoned with them: the VM is left alone until
 * a person mends it, and no other VM is affected.
 */
final class Oddities {
    /** Stands for a device number that is none. */
    static final int NOWHERE = -1;
    /** XAPI's own limit is 255 disks. */
    static final int LAST_PLACE = 1023;

    /** Xen's limit is 512. */
    private static final long MOST_VCPUS = 4096;
    /** 1 EiB, in bytes. No spec writes more either: it could not be mended by the spec any more. */
    static final long MOST_BYTES = 1L << 60;

    private Oddities() {}

    static Optional<Hindrance> in(VmFacts vm) {
        MemoryFacts memory = vm.memory();
        return Stream.of(
                        figure("VCPUs_max", vm.cpu().max(), MOST_VCPUS),
                        figure("VCPUs_at_startup", vm.cpu().atStartup(), MOST_VCPUS),
                        figure("VCPUs_number", vm.cpu().live().orElse(0L), MOST_VCPUS),
                        figure("memory_static_min", memory.staticMin(), MOST_BYTES),
                        figure("memory_static_max", memory.staticMax(), MOST_BYTES),
                        figure("memory_dynamic_min", memory.dynamicMin(), MOST_BYTES),
                        figure("memory_dynamic_max", memory.dynamicMax(), MOST_BYTES),
                        vm.disks().stream().flatMap(disk -> disk(disk).stream()).findFirst(),
                        vm.nics().stream()
                                .filter(nic -> nic.device() == NOWHERE)
                                .map(nic -> "a network interface (" + nic.mac() + ") without a device number")
                                .findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .map(what -> Hindrance.stalls(
                        Reason.InvalidValue,
                        "VM %s has %s in the pool; it is left alone until that is mended there"
                                .formatted(vm.uuid(), what)));
    }

    private static Optional<String> figure(String field, long value, long most) {
        return value >= 0 && value <= most ? Optional.empty() : Optional.of(field + " " + value);
    }

    private static Optional<String> disk(DiskFacts disk) {
        return disk.device() == NOWHERE
                ? Optional.of("a disk (" + disk.uuid() + ") without a device number")
                : figure("virtual_size of disk " + disk.uuid(), disk.size(), MOST_BYTES);
    }
}
