package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.Standing;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import java.util.List;

/** Whether a network is on each live host, and of one that is made, why not. Pure. */
final class Presence {
    private Presence() {}

    /** Unlike any other network, a VLAN or a bond without an interface is nowhere. */
    static Reach reach(DesiredNetwork.Form form, NetworkRecord network, PoolView view) {
        return hangsOnInterfaces(form) && view.pifsOf(network.ref()).isEmpty()
                ? new Reach(
                        Interfaces.live(view).stream()
                                .map(host -> new Reach.Lack(host.nameLabel(), ""))
                                .toList(),
                        List.of())
                : Reach.ofNetwork(network, view);
    }

    private static boolean hangsOnInterfaces(DesiredNetwork.Form form) {
        return form instanceof DesiredNetwork.Form.Vlan || form instanceof DesiredNetwork.Form.Bonded;
    }

    static Verdict verdict(DesiredNetwork.Form form, NetworkRecord network, PoolView view) {
        Reach reach = reach(form, network, view);
        String what = "network " + network.nameLabel();
        return switch (form) {
            case DesiredNetwork.Form.Existing _, DesiredNetwork.Form.HostInternal _ ->
                Standing.of(reach, what, "is not attached on", Reason.NetworkUnavailable);
            case DesiredNetwork.Form.Vlan(long _, var trunk) ->
                Standing.of(
                        reach,
                        lack(what, reach)
                                + (trunk instanceof Resolved.Found<NetworkRecord>(NetworkRecord below)
                                        ? ", where trunk %s has no interface".formatted(below.nameLabel())
                                        : ""),
                        Reason.NetworkUnavailable);
            case DesiredNetwork.Form.Bonded(List<String> devices, var _) ->
                Standing.of(
                        reach,
                        lack(what, reach)
                                + ", which %s not all of %s"
                                        .formatted(
                                                reach.lackingHosts().size() == 1 ? "has" : "have",
                                                String.join(", ", devices)),
                        Reason.NetworkUnavailable);
        };
    }

    private static String lack(String what, Reach reach) {
        return "%s is not on %s".formatted(what, String.join(", ", reach.lackingHosts()));
    }
}
