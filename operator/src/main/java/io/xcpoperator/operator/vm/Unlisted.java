package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a VM that its spec could list and does not: they are left alone, and told. Pure. */
final class Unlisted {
    private static final int TOLD = 5;

    private Unlisted() {}

    static List<Condition> of(DesiredVm want, VmFacts vm) {
        return vm.making()
                ? List.of()
                : Stream.of(
                                told(VmConditions.UNLISTED_DISKS, "disks", disks(want, vm)),
                                told(VmConditions.UNLISTED_NICS, "network interfaces", nics(want, vm)))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<Condition> told(String type, String what, Stream<String> parts) {
        String unlisted = parts.limit(TOLD).collect(Collectors.joining(", "));
        return unlisted.isEmpty()
                ? Optional.empty()
                : Optional.of(Conditions.isTrue(
                        type, Reason.Observed, what + " that the spec does not list are left alone: " + unlisted));
    }

    private static Stream<String> disks(DesiredVm want, VmFacts vm) {
        if (want.disks().isEmpty()) {
            return Stream.empty();
        }
        List<DesiredVm.Disk> entries = want.disks().get();
        return vm.disks().stream()
                .filter(disk -> entries.stream()
                        .noneMatch(e -> DiskMatch.find(e, entries, want, vm).equals(Optional.of(disk))))
                .filter(disk -> disk.entry().isEmpty() && !mine(disk, want, vm))
                .map(disk -> disk.uuid() + " (device " + disk.device() + ")");
    }

    private static boolean mine(DiskFacts disk, DesiredVm want, VmFacts vm) {
        return disk.isSeed()
                && disk.of().filter(of -> of.madeFor(want.me(), vm)).isPresent();
    }

    private static Stream<String> nics(DesiredVm want, VmFacts vm) {
        return NicMatch.of(want, vm).unlisted().stream().map(NicFacts::text);
    }
}
