package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Optional;

/** Making a VM, and saying whose it is. */
sealed interface MakingAction extends Action {
    /** Clones beside the template, or copies to another SR; the new template carries the token in its name. */
    record Clone(VmRef template, Optional<SrRef> copyTo, String token) implements MakingAction {}

    /** Writes our mark, in place of an inherited or earlier one. */
    record Mark(VmRef vm, String mark, boolean replaces) implements MakingAction {}

    /** Makes a VM of the template that a clone is. */
    record FinishMaking(VmRef vm) implements MakingAction {}

    /** Takes our mark off; nothing else changes. */
    record Unmark(VmRef vm) implements MakingAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case Clone a -> List.of(a.copyTo().isPresent() ? "Async.VM.copy" : "Async.VM.clone");
            case Mark a -> Action.writing("VM", "other_config", a.replaces());
            case FinishMaking _ -> List.of("VM.set_is_a_template");
            case Unmark _ -> List.of("VM.remove_from_other_config");
        };
    }
}
