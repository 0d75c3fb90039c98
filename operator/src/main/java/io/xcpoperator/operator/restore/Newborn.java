package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The VirtualMachine that is to be written for a new VM, and what its controller would do with it. Pure.
 *
 * @param vm not stored
 * @param calls that would make its VM
 * @param obstacle why it would make none now; then it is not written
 */
record Newborn(VirtualMachine vm, List<PlannedCall> calls, Optional<Verdict> obstacle) {
    /** On the VirtualMachine: uid of the restore that it was written for. */
    static final String RESTORE_OF = "xcp-operator.io/restore-of";

    Newborn {
        calls = List.copyOf(calls);
    }

    static boolean isOf(VirtualMachine vm, Owner me) {
        Map<String, String> labels = vm.getMetadata().getLabels();
        return labels != null && me.uid().equals(labels.get(RESTORE_OF));
    }

    /** @param foreseen the status that it would have in Plan */
    static Newborn of(VirtualMachine vm, VirtualMachineStatus foreseen) {
        var plan = foreseen.plan();
        List<PlannedCall> calls = plan == null || plan.calls() == null ? List.of() : plan.calls();
        return new Newborn(vm, calls, calls.isEmpty() ? Optional.of(trouble(vm, foreseen)) : Optional.empty());
    }

    /** How the VirtualMachine stands, as how its restore stands: it says whose words these are. */
    static Verdict trouble(VirtualMachine vm, VirtualMachineStatus status) {
        String said = Objects.toString(status.message(), "");
        String message =
                "VirtualMachine " + vm.getMetadata().getName() + (said.isEmpty() ? " is being made" : ": " + said);
        Reason reason = Conditions.find(status.conditions(), Conditions.READY)
                .map(ready -> Reason.named(ready.getReason()))
                .orElse(Reason.Applying);
        if (Conditions.isTrue(status.conditions(), Conditions.STALLED)) {
            return new Verdict.Stalled(reason, message);
        }
        return Conditions.isTrue(status.conditions(), Conditions.RECONCILING)
                ? new Verdict.Working(reason, message)
                : new Verdict.Waiting(reason, message);
    }
}
