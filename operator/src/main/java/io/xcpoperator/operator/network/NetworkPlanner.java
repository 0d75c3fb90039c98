package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.NewNetwork;
import io.xcpoperator.xapi.types.NetworkDefaultLockingMode;
import io.xcpoperator.xapi.types.NetworkPurpose;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.PifRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What brings a network to what its spec asks for: made where there is none, then kept so. Pure. */
final class NetworkPlanner {
    static final String NO_TOKEN = "";
    private static final long USUAL_MTU = 1500;

    private final DesiredNetwork want;
    private final PoolView view;
    private final NetworkMemory memory;
    private final Instant now;

    NetworkPlanner(DesiredNetwork want, PoolView view, NetworkMemory memory, Instant now) {
        this.want = want;
        this.view = view;
        this.memory = memory;
        this.now = now;
    }

    NetworkPlan plan(Identity identity) {
        return switch (identity) {
            case Identity.Refused(Verdict why) -> NetworkPlan.hindered(why);
            case Identity.Absent _ -> making();
            case Identity.There(NetworkRecord network, List<NetworkRecord> twins) -> keeping(network, twins);
        };
    }

    /** Nothing is made before everything that the spec names is found, so that nothing half-made is left behind. */
    private NetworkPlan making() {
        var create = new NewNetwork(
                want.name(),
                want.names().description() == null ? "" : want.names().description(),
                want.mtu().orElse(USUAL_MTU),
                Map.of(MadeKey.KEY, memory.token().orElse(NO_TOKEN), "automatic", "false"),
                Set.of());
        NetworkRecord made = new NetworkRecord(
                new NetworkRef("new-network"),
                new NetworkUuid("new"),
                create.nameLabel(),
                create.nameDescription(),
                "",
                create.mtu(),
                true,
                Set.of(),
                NetworkDefaultLockingMode.UNLOCKED,
                create.otherConfig(),
                Set.of(),
                Map.of());
        var draft = new Draft(made.uuid().value(), want.name());
        draft.step(new NetworkAction.Create(create), "make it for " + want.me().key());
        keep(made, draft);
        NetworkPlan plan = draft.plan();
        return plan.hindrances().isEmpty() ? plan : new NetworkPlan(List.of(), Optional.empty(), plan.hindrances());
    }

    private NetworkPlan keeping(NetworkRecord network, List<NetworkRecord> twins) {
        var draft = new Draft(network.uuid().value(), network.nameLabel());
        keep(network, draft);
        twins.stream()
                .filter(twin -> view.pifsOf(twin.ref()).isEmpty()
                        && view.vifsOf(twin.ref()).isEmpty())
                .forEach(twin -> draft.step(
                        new NetworkAction.DestroyNetwork(twin.ref()),
                        "a second one, made by a request that came late"));
        return draft.plan();
    }

    private void keep(NetworkRecord network, Draft draft) {
        switch (AdoptPlan.adopt(want.me(), Identity.object(network), want.names(), memory.approvals())) {
            case AdoptPlan.Refused(Reason reason, String message) -> draft.waits(reason, message);
            case AdoptPlan.Write(List<AdoptAction> actions) -> {
                actions.forEach(action -> draft.step(new NetworkAction.Label(action), action.why()));
                purpose(network, draft);
                shape(network, draft);
                new MtuPlanner(want.me(), network, view, now, draft).plan(want.mtu());
                if (want.isMade()) {
                    plug(network, draft);
                }
                new AddressPlanner(network, view, draft)
                        .plan(
                                want.addresses(),
                                coming(draft.plan().steps(), network).keySet(),
                                coming(draft.plan().outage().map(Outage::steps).orElse(List.of()), network));
            }
        }
    }

    private void purpose(NetworkRecord network, Draft draft) {
        boolean has = network.purpose().contains(NetworkPurpose.NBD);
        if (want.nbd().isEmpty() || want.nbd().get() == has) {
            return;
        }
        if (has) {
            draft.step(new NetworkAction.RemovePurpose(NetworkPurpose.NBD), "nbd Tls → None");
        } else if (network.purpose().contains(NetworkPurpose.INSECURE_NBD)) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "nbd: the network has purpose insecure_nbd, set by somebody, which excludes Tls; on the console of a host: xe network-param-remove param-name=purpose param-key=insecure_nbd uuid=%s"
                            .formatted(network.uuid().value()));
        } else {
            draft.step(new NetworkAction.AddPurpose(NetworkPurpose.NBD), "nbd None → Tls");
        }
    }

    private void shape(NetworkRecord network, Draft draft) {
        switch (want.form()) {
            case DesiredNetwork.Form.Vlan vlan -> new VlanPlanner(vlan, network, view, draft).plan();
            case DesiredNetwork.Form.Bonded bond -> new BondPlanner(bond, network, view, draft).plan();
            case DesiredNetwork.Form.Existing _, DesiredNetwork.Form.HostInternal _ -> {}
        }
    }

    /** One that an outage under way has unplugged is plugged in by that. */
    private void plug(NetworkRecord network, Draft draft) {
        Replug memo = Replug.of(network);
        Interfaces.placed(network, view).stream()
                .filter(placed -> !placed.pif().currentlyAttached() && !memo.has(placed.pif()))
                .forEach(placed -> draft.step(
                        new NetworkAction.Plug(placed.pif().ref()), placed.toString(), placed + " is not plugged in"));
    }

    /** Live hosts that get an interface on the network by one of these steps, and by which. */
    private Map<HostRecord, Step> coming(List<Step> steps, NetworkRecord network) {
        var coming = new HashMap<HostRecord, Step>();
        for (Step step : steps) {
            below(step.action()).stream()
                    .flatMap(pif -> view.pif(pif).stream())
                    .flatMap(pif -> view.host(pif.host()).stream())
                    .filter(host -> HostLife.isLive(host, view)
                            && Interfaces.on(host, network, view).isEmpty())
                    .forEach(host -> coming.put(host, step));
        }
        return coming;
    }

    private List<PifRef> below(NetworkAction action) {
        if (action instanceof NetworkAction.MakeVlan(PifRef trunk, long _)) {
            return List.of(trunk);
        }
        if (action instanceof NetworkAction.MakeBond(Set<PifRef> members, var _)) {
            return List.copyOf(members);
        }
        return action instanceof NetworkAction.MakeVlans(PifRef trunk, long _)
                ? view.pif(trunk).stream()
                        .flatMap(pif -> view.pifsOf(pif.network()).stream())
                        .map(pif -> pif.ref())
                        .toList()
                : List.of();
    }
}
