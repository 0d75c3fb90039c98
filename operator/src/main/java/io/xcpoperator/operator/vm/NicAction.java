package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** Network interfaces of a VM. */
sealed interface NicAction extends Action {
    record CreateNic(VmRef vm, String entry, String mark, int device, NetworkRef network, String mac)
            implements NicAction {}

    record MarkNic(VifRef vif, String mark, boolean replaces) implements NicAction {}

    record UnmarkNic(VifRef vif) implements NicAction {}

    record PlugNic(VifRef vif) implements NicAction {}

    record UnplugNic(VifRef vif) implements NicAction {}

    record MoveNic(VifRef vif, NetworkRef network) implements NicAction {}

    record RemoveNic(VifRef vif) implements NicAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case CreateNic _ -> List.of("VIF.create");
            case MarkNic a -> Action.writing("VIF", "other_config", a.replaces());
            case UnmarkNic _ -> List.of("VIF.remove_from_other_config");
            case PlugNic _ -> List.of("Async.VIF.plug");
            case UnplugNic _ -> List.of("Async.VIF.unplug");
            case MoveNic _ -> List.of("Async.VIF.move");
            case RemoveNic _ -> List.of("VIF.destroy");
        };
    }
}
