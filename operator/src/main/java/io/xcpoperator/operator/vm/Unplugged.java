package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Optional;

/** Disks of a running VM on storage that its host has lost: it runs, and reads and writes nothing there. Pure. */
final class Unplugged {
    private Unplugged() {}

    static Optional<Hindrance> in(VmFacts vm, Surroundings around) {
        return vm.running() ? vm.host().flatMap(around::host).flatMap(host -> on(host, vm, around)) : Optional.empty();
    }

    private static Optional<Hindrance> on(HostFacts host, VmFacts vm, Surroundings around) {
        List<String> storage = vm.disks().stream()
                .map(DiskFacts::sr)
                .filter(sr -> !host.storage().contains(sr))
                .map(around::name)
                .distinct()
                .sorted()
                .toList();
        return storage.isEmpty()
                ? Optional.empty()
                : Optional.of(Hindrance.waits(
                        Reason.StorageNotAttached,
                        "storage repository %s is not plugged in on %s, where the VM runs: its disks there do not answer"
                                .formatted(String.join(", ", storage), host.name())));
    }
}
