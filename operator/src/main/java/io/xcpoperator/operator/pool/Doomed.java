package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Retention;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VirtualMachines of a pool whose deletion would destroy something there, by metadata.uid. One that cannot go for
 * another reason that only the pool knows (foreign snapshots) is among them: too many is the safe side. Pure.
 */
final class Doomed {
    private Doomed() {}

    /** @param going whether a namespace is itself being deleted: that counts as Retain */
    static Set<String> of(ObjectKey pool, Stream<VirtualMachine> all, Predicate<String> going) {
        return all.filter(vm -> vm.isMarkedForDeletion()
                        && Waking.refersTo(vm.getSpec().poolRef(), vm, pool)
                        && destroys(vm)
                        && stands(vm)
                        && !going.test(vm.getMetadata().getNamespace()))
                .map(vm -> vm.getMetadata().getUid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean destroys(VirtualMachine vm) {
        VirtualMachineSpec spec = vm.getSpec();
        boolean adopted = spec.source() != null && spec.source().existing() != null;
        return Retention.destroys(spec.deletionPolicy(), adopted)
                && !Boolean.TRUE.equals(spec.deletionProtection())
                && ManagementGate.of(vm, spec.managementPolicy()).mayWrite();
    }

    /** It stands for a VM, or may, and is not let go untouched. */
    private static boolean stands(VirtualMachine vm) {
        VirtualMachineStatus status = vm.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Approvals.of(vm, status.approvals(), Instant.EPOCH)
                        .grants(Approvals.ABANDON, vm.getMetadata().getUid());
    }
}
