package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import java.time.Duration;
import java.time.Instant;

/** Reads what decides over a deletion: the pool's mirror, and where it matters the namespace and the kind. */
final class DeletionObserver {
    private final Platform platform;
    private final VmObserver observer;

    DeletionObserver(Platform platform, VmObserver observer) {
        this.platform = platform;
        this.observer = observer;
    }

    VmDeletion.Case look(VirtualMachine vm, ManagementGate policy) {
        Instant now = platform.clock().instant();
        Memory memory = Memory.of(vm, now);
        Look look = observer.look(vm, memory);
        var seen = new VmDeletion.Case(
                vm.getMetadata().getUid(),
                vm.getMetadata().getGeneration(),
                look,
                memory,
                policy,
                untouched(vm, now, platform.config().resyncInterval()),
                Deletions.Cause.ASKED,
                now);
        return seen.spares() ? seen : seen.because(platform.deletions().cause(vm, now));
    }

    /** @param lookedAtWithin after this a resource that shows no round has lost its status */
    private static boolean untouched(VirtualMachine vm, Instant now, Duration lookedAtWithin) {
        boolean young = Instant.parse(vm.getMetadata().getCreationTimestamp())
                .plus(lookedAtWithin)
                .isAfter(now);
        var status = vm.getStatus();
        boolean hadARound = status != null && status.observedGeneration() != null && status.observedGeneration() >= 0;
        return young && !hadARound;
    }
}
