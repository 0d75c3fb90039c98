package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Set;

/** Network interfaces of a VM. */
sealed interface NicAction extends Action {
    record CreateNic(VmRef vm, String entry, String mark, int device, NetworkRef network, String mac, NicLimits limits)
            implements NicAction {}

    record MarkNic(VifRef vif, String mark, boolean replaces) implements NicAction {}

    record UnmarkNic(VifRef vif) implements NicAction {}

    record PlugNic(VifRef vif) implements NicAction {}

    record UnplugNic(VifRef vif) implements NicAction {}

    record MoveNic(VifRef vif, NetworkRef network) implements NicAction {}

    /** Kilobytes a second, 0 = no bound; the link has it from its next plug on. */
    record SetRate(VifRef vif, long rateKBps) implements NicAction {}

    record AllowIpv4(VifRef vif, Set<String> addresses) implements NicAction {
        public AllowIpv4 {
            addresses = Set.copyOf(addresses);
        }
    }

    record AllowIpv6(VifRef vif, Set<String> addresses) implements NicAction {
        public AllowIpv6 {
            addresses = Set.copyOf(addresses);
        }
    }

    /** Whether only the addresses allowed pass, or what the network lets pass. */
    record Lock(VifRef vif, boolean locked) implements NicAction {}

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
            case SetRate _ -> List.of("VIF.set_qos_algorithm_type", "VIF.set_qos_algorithm_params");
            case AllowIpv4 _ -> List.of("VIF.set_ipv4_allowed");
            case AllowIpv6 _ -> List.of("VIF.set_ipv6_allowed");
            case Lock _ -> List.of("VIF.set_locking_mode");
            case RemoveNic _ -> List.of("VIF.destroy");
        };
    }
}
