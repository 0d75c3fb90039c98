package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VlanRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A network's VLAN on each live host that has an interface on the trunk: made at once, and later where one lacks it. Pure. */
final class VlanPlanner {
    private final DesiredNetwork.Form.Vlan form;
    private final NetworkRecord network;
    private final PoolView view;
    private final Draft draft;

    VlanPlanner(DesiredNetwork.Form.Vlan form, NetworkRecord network, PoolView view, Draft draft) {
        this.form = form;
        this.network = network;
        this.view = view;
        this.draft = draft;
    }

    void plan() {
        switch (form.trunk()) {
            case Resolved.Unresolved<NetworkRecord>(Verdict why) -> draft.hinder(why);
            case Resolved.Found<NetworkRecord>(NetworkRecord trunk) -> plan(trunk);
        }
    }

    private void plan(NetworkRecord trunk) {
        int before = draft.hindrances();
        if (view.pifsOf(trunk.ref()).isEmpty()) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "trunk %s has no interface on any host: a VLAN needs one".formatted(trunk.nameLabel()));
        }
        var lacking = new ArrayList<Interfaces.Placed>();
        for (HostRecord host : Interfaces.live(view)) {
            Optional<PifRecord> mine = Interfaces.on(host, network, view);
            Optional<Interfaces.Placed> below =
                    Interfaces.on(host, trunk, view).map(pif -> new Interfaces.Placed(pif, host.nameLabel()));
            if (mine.isPresent()) {
                compare(mine.get(), host, trunk);
            } else if (below.isPresent()) {
                check(below.get(), trunk);
                lacking.add(below.get());
            }
        }
        if (draft.hindrances() == before && !lacking.isEmpty()) {
            make(lacking, trunk);
        }
    }

    private void make(List<Interfaces.Placed> lacking, NetworkRecord trunk) {
        if (view.pifsOf(network.ref()).isEmpty()) {
            List<String> hosts =
                    lacking.stream().map(Interfaces.Placed::host).sorted().toList();
            draft.step(
                    new NetworkAction.MakeVlans(lacking.getFirst().pif().ref(), form.tag()),
                    why(trunk, String.join(", ", hosts)));
            return;
        }
        lacking.forEach(below ->
                draft.step(new NetworkAction.MakeVlan(below.pif().ref(), form.tag()), why(trunk, below.host())));
    }

    private String why(NetworkRecord trunk, String hosts) {
        return "VLAN %d on trunk %s of %s".formatted(form.tag(), trunk.nameLabel(), hosts);
    }

    /** What is there is left as it is: to mend it would interrupt whoever uses it. */
    private void compare(PifRecord mine, HostRecord host, NetworkRecord trunk) {
        Optional<VlanRecord> vlan = view.vlansOf(mine.ref()).stream().findFirst();
        boolean asAsked = vlan.filter(v -> v.tag() == form.tag())
                .flatMap(v -> view.pif(v.taggedPif()))
                .filter(below -> below.network().equals(trunk.ref()))
                .isPresent();
        if (!asAsked) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "on %s it is %s, not VLAN %d of trunk %s; not touched"
                            .formatted(
                                    host.nameLabel(),
                                    vlan.map(v -> "VLAN %d of %s".formatted(v.tag(), mine.device()))
                                            .orElse("on " + mine.device()),
                                    form.tag(),
                                    trunk.nameLabel()));
        }
    }

    private void check(Interfaces.Placed below, NetworkRecord trunk) {
        if (below.pif().vlan() >= 0) {
            draft.stalls(
                    Reason.InvalidSpec,
                    "trunk %s is itself VLAN %d on %s: a VLAN needs a network without a tag"
                            .formatted(trunk.nameLabel(), below.pif().vlan(), below));
        } else if (!below.pif().bondMemberOf().isNull()) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "trunk %s cannot carry a VLAN: %s is a member of a bond; use the bond's network as trunk"
                            .formatted(trunk.nameLabel(), below));
        } else {
            view.vlansOn(below.pif().ref()).stream()
                    .filter(vlan -> vlan.tag() == form.tag())
                    .findFirst()
                    .ifPresent(vlan -> taken(vlan, below, trunk));
        }
    }

    private void taken(VlanRecord vlan, Interfaces.Placed below, NetworkRecord trunk) {
        Optional<NetworkRecord> other = view.pif(vlan.untaggedPif()).flatMap(pif -> view.network(pif.network()));
        draft.waits(
                Reason.NetworkConfiguration,
                "VLAN %d of trunk %s is taken on %s by network \"%s\" (%s); use existing: {uuid: …} to stand for that one, or another tag"
                        .formatted(
                                form.tag(),
                                trunk.nameLabel(),
                                below.host(),
                                other.map(NetworkRecord::nameLabel).orElse("?"),
                                other.map(NetworkRecord::uuidText).orElse("?")));
    }
}
