package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.util.List;
import java.util.Optional;

/** Fields that are set and that this version does not act on, where it makes a difference: what equals the default does not. */
final class NotActedOn {
    private NotActedOn() {}

    /** For a person; empty when this version acts on all of the spec. */
    static Optional<String> sentence(VirtualMachineSpec spec) {
        List<String> fields = in(spec);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of("this version does not act on: " + String.join(", ", fields));
    }

    static List<String> in(VirtualMachineSpec spec) {
        return NotYetFields.in(spec);
    }
}
