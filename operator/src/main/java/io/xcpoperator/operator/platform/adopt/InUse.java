package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a resource that is being deleted stays for now. Pure. */
public final class InUse {
    private static final int NAMED = 5;

    private InUse() {}

    /**
     * Whether what names the object keeps it from going. In its own namespace whatever names it does; from elsewhere only
     * what has something in the pool, or anybody could hold it who may not even use it.
     */
    public static boolean counts(HasMetadata dependent, boolean hasSomethingInThePool, ObjectKey object) {
        return hasSomethingInThePool
                || object.namespace().equals(dependent.getMetadata().getNamespace());
    }

    /** Whether there is, or may be, something of this VM in the pool. */
    public static boolean counts(VirtualMachine vm, ObjectKey object) {
        VirtualMachineStatus status = vm.getStatus();
        boolean something = status != null
                && (status.uuid() != null || isFilled(status.pendingCreations()) || isFilled(status.detachedDisks()));
        return counts(vm, something, object);
    }

    /** The VMs that keep an object from going; {@code uses} tells what a VM names. */
    public static Stream<String> virtualMachines(
            ObjectKey object, Caches caches, Function<VirtualMachine, List<ObjectKey>> uses) {
        return caches.virtualMachines()
                .all()
                .filter(vm -> uses.apply(vm).contains(object) && counts(vm, object))
                .map(vm -> "VirtualMachine " + ObjectKey.of(vm));
    }

    private static boolean isFilled(@Nullable List<?> list) {
        return list != null && !list.isEmpty();
    }

    /**
     * The sentence, with the way out.
     *
     * @param kind short name for the command, for example {@code xnet}
     * @param dependents for instance {@code VirtualMachine apps/web}; five of them are named
     */
    public static String message(String kind, HasMetadata object, List<String> dependents, Approvals approvals) {
        String more = dependents.size() > NAMED ? " and %d more".formatted(dependents.size() - NAMED) : "";
        return "in use by %s%s; delete these first, or leave the pool untouched and let it go: %s"
                .formatted(
                        String.join(", ", dependents.stream().limit(NAMED).toList()),
                        more,
                        Approvals.command(
                                kind,
                                ObjectKey.of(object),
                                Approvals.ABANDON,
                                approvals.value(
                                        Approvals.ABANDON, object.getMetadata().getUid())));
    }
}
