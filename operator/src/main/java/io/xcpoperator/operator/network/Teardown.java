package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VlanRecord;
import io.xcpoperator.xapi.types.BondRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How a network goes with its resource, or what keeps it; and how it is let go. Pure. */
final class Teardown {
    private static final int NAMED = 5;

    private Teardown() {}

    /** Nothing but our keys are taken away, the mark last. */
    static List<Step> release(NetworkRecord network, Owner me) {
        boolean ours = Identity.of(network, me) instanceof Ownership.Ours || MadeKey.isOf(network, me.uid());
        if (!ours) {
            return List.of();
        }
        Stream<AdoptAction> more = Stream.of(MadeKey.KEY)
                .filter(network.otherConfig()::containsKey)
                .map(key -> new AdoptAction(AdoptAction.Verb.REMOVE_KEY, key, "", true, "let it go"));
        return Stream.concat(more, AdoptPlan.release(me, Identity.object(network)).stream())
                .map(action -> new Step(new NetworkAction.Label(action), network.nameLabel(), action.why()))
                .toList();
    }

    /** Why it may not be destroyed; XAPI itself would take the interfaces of halted VMs with it. */
    static Optional<Verdict> obstacle(NetworkRecord network, PoolView view) {
        if (Interfaces.isManagement(network, view)) {
            return keeps(
                    "network %s carries the management of its hosts and is never destroyed: set deletionPolicy Retain"
                            .formatted(network.nameLabel()));
        }
        var users = new TreeSet<String>();
        view.vifsOf(network.ref()).forEach(vif -> users.add(Interfaces.vm(vif, view)));
        for (PifRecord pif : view.pifsOf(network.ref())) {
            if (pif.physical()) {
                return keeps("network %s is that of interface %s and is never destroyed: set deletionPolicy Retain"
                        .formatted(network.nameLabel(), pif.device()));
            }
            if (pif.vlanMasterOf().isNull() && pif.bondMasterOf().isEmpty()) {
                return keeps(
                        "network %s has an interface (%s) of a kind that this operator does not make: set deletionPolicy Retain"
                                .formatted(network.nameLabel(), pif.device()));
            }
            for (VlanRecord vlan : view.vlansOn(pif.ref())) {
                users.add("VLAN " + vlan.tag());
            }
        }
        return users.isEmpty()
                ? Optional.empty()
                : keeps("deletion waits: network %s is in use by %s; nothing of theirs is touched"
                        .formatted(network.nameLabel(), named(users)));
    }

    private static String named(SortedSet<String> users) {
        String more = users.size() > NAMED ? " and %d more".formatted(users.size() - NAMED) : "";
        return String.join(", ", users.stream().limit(NAMED).toList()) + more;
    }

    private static Optional<Verdict> keeps(String message) {
        return Optional.of(new Verdict.Waiting(Reason.NetworkInUse, message));
    }

    /** What takes it away, from the hosts first. */
    static List<Step> destroy(NetworkRecord network, PoolView view) {
        var steps = new ArrayList<Step>();
        for (PifRecord pif : view.pifsOf(network.ref())) {
            String host = view.host(pif.host()).map(h -> h.nameLabel()).orElse("a host");
            if (!pif.vlanMasterOf().isNull()) {
                steps.add(new Step(
                        new NetworkAction.DestroyVlan(pif.ref(), pif.vlanMasterOf()),
                        network.nameLabel(),
                        "VLAN %d of %s on %s goes".formatted(pif.vlan(), pif.device(), host)));
            }
            for (BondRef bond : pif.bondMasterOf()) {
                steps.add(new Step(
                        new NetworkAction.DestroyBond(pif.ref(), bond),
                        network.nameLabel(),
                        "%s on %s goes".formatted(pif.device(), host)));
            }
        }
        steps.add(new Step(
                new NetworkAction.DestroyNetwork(network.ref()), network.nameLabel(), "the resource is deleted"));
        return steps;
    }
}
