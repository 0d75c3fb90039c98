package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The safety snapshots of a VM, those that restores took included.
 *
 * @param taken oldest first
 */
record SafetyFacts(List<Taken> taken) {
    SafetyFacts {
        taken = taken.stream()
                .sorted(Comparator.comparing(Taken::since)
                        .thenComparing(one -> one.key().name()))
                .toList();
    }

    /**
     * A VirtualMachineSnapshot with our label.
     *
     * @param ready whether the pool has it whole
     * @param message of its status
     * @param leaves whether it is being deleted
     * @param needed whether a restore that has not ended needs it
     */
    record Taken(
            ObjectKey key, String uid, Instant since, boolean ready, String message, boolean leaves, boolean needed) {}

    static SafetyFacts none() {
        return new SafetyFacts(List.of());
    }

    /** The VM without what goes before it anyway. */
    VmFacts without(VmFacts vm) {
        return new VmCopy(vm)
                .snapshots(vm.snapshots().stream()
                        .filter(s -> s.declared().flatMap(this::named).isEmpty())
                        .toList())
                .facts();
    }

    Optional<Taken> named(ObjectKey key) {
        return taken.stream().filter(one -> one.key().equals(key)).findFirst();
    }
}
