package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields that are set and that this version does not act on, where it makes a difference: what equals the default does not. */
final class NotActedOn {
    /** Parts of the spec that matter when a VM is made or first booted: without them it would be another VM. */
    private static final Set<String> AT_MAKING = Set.of("recovery");

    private NotActedOn() {}

    /** For a person; empty when this version acts on all of the spec. */
    static Optional<String> sentence(VirtualMachineSpec spec) {
        List<String> fields = in(spec);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of("this version does not act on: " + String.join(", ", fields) + "; " + next(fields));
    }

    private static String next(List<String> fields) {
        String them = fields.size() == 1 ? "it" : "them";
        return "take %s out of the spec, or wait for a version that acts on %s".formatted(them, them);
    }

    /** Why no VM is made of it (decision 0052); one that is there goes on. */
    static Optional<Hindrance> atMaking(VirtualMachineSpec spec) {
        List<String> fields = in(spec).stream()
                .filter(field -> AT_MAKING.contains(field.split("[.\\[ ]", 2)[0]))
                .toList();
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(Hindrance.stalls(
                        Reason.NotSupportedYet,
                        "the VM is not made, for this version does not act on: %s; %s"
                                .formatted(String.join(", ", fields), next(fields))));
    }

    static List<String> in(VirtualMachineSpec spec) {
        return NotYetFields.in(spec);
    }
}
