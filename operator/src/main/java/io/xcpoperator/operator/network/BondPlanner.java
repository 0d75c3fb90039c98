package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.BondRecord;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.PifRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A bond of the same devices on each live host. Over idle interfaces it is made at once; where one carries something, that
 * is an outage. One of the management interface is never made. Pure.
 */
final class BondPlanner {
    private final DesiredNetwork.Form.Bonded form;
    private final NetworkRecord network;
    private final PoolView view;
    private final Draft draft;

    BondPlanner(DesiredNetwork.Form.Bonded form, NetworkRecord network, PoolView view, Draft draft) {
        this.form = form;
        this.network = network;
        this.view = view;
        this.draft = draft;
    }

    void plan() {
        int before = draft.hindrances();
        List<HostRecord> hosts = Interfaces.live(view);
        hosts.forEach(this::check);
        if (draft.hindrances() == before) {
            hosts.forEach(host -> Interfaces.on(host, network, view)
                    .ifPresentOrElse(master -> compareMode(master, host), () -> make(host)));
        }
    }

    private List<PifRecord> members(HostRecord host) {
        return form.devices().stream()
                .flatMap(device -> view.pifsOf(host.ref()).stream()
                        .filter(pif -> pif.physical() && pif.device().equals(device)))
                .toList();
    }

    private void check(HostRecord host) {
        Optional<PifRecord> master = Interfaces.on(host, network, view);
        if (master.isPresent()) {
            checkMembers(master.get(), host);
            return;
        }
        for (PifRecord member : members(host)) {
            var placed = new Interfaces.Placed(member, host.nameLabel());
            if (member.management()) {
                draft.stalls(
                        Reason.InvalidSpec,
                        "%s is the management interface: no bond is made of it, for a mistake would cut the host off; bond it by hand and use existing"
                                .formatted(placed));
            } else if (!member.bondMemberOf().isNull()) {
                draft.waits(Reason.NetworkConfiguration, placed + " is a member of another bond");
            }
        }
    }

    private Optional<BondRecord> bond(PifRecord master) {
        return master.bondMasterOf().stream().findFirst().flatMap(view::bond);
    }

    private void checkMembers(PifRecord master, HostRecord host) {
        Set<String> devices = bond(master).stream()
                .flatMap(bond -> bond.members().stream())
                .flatMap(ref -> view.pif(ref).stream())
                .map(PifRecord::device)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!devices.equals(new TreeSet<>(form.devices()))) {
            draft.waits(
                    Reason.NetworkConfiguration,
                    "on %s it is %s, not a bond of %s; not touched"
                            .formatted(
                                    host.nameLabel(),
                                    devices.isEmpty()
                                            ? "on " + master.device()
                                            : "a bond of " + String.join(", ", devices),
                                    String.join(", ", form.devices())));
        }
    }

    private void compareMode(PifRecord master, HostRecord host) {
        Optional<BondRecord> other = bond(master).filter(bond -> bond.mode() != form.mode());
        if (other.isPresent() && master.management()) {
            draft.stalls(
                    Reason.InvalidSpec,
                    "bond.mode: %s is the management interface, whose bond this operator never changes; change the mode by hand, or take it back in the spec"
                            .formatted(new Interfaces.Placed(master, host.nameLabel())));
            return;
        }
        other.ifPresent(bond -> {
            String why = "bond.mode %s → %s on %s"
                    .formatted(bond.mode().wire(), form.mode().wire(), host.nameLabel());
            draft.outage(
                    new Outage.Change(
                            "bond.mode", bond.mode().wire(), form.mode().wire()),
                    users(List.of(master), host),
                    List.of(new Step(new NetworkAction.SetBondMode(bond.ref(), form.mode()), draft.on(), why)));
        });
    }

    /** A host that lacks one of the devices is left out, and named by the status. */
    private void make(HostRecord host) {
        List<PifRecord> members = members(host);
        if (members.size() < form.devices().size()) {
            return;
        }
        Set<PifRef> refs = members.stream().map(PifRecord::ref).collect(Collectors.toCollection(LinkedHashSet::new));
        String devices = String.join(" and ", form.devices());
        var step = new Step(
                new NetworkAction.MakeBond(refs, form.mode()),
                draft.on(),
                "bond %s of %s".formatted(devices, host.nameLabel()));
        Set<String> users = users(members, host);
        if (users.isEmpty()) {
            draft.step(step.action(), step.why());
        } else {
            draft.outage(new Outage.Change("bond", "", "of " + devices), users, List.of(step));
        }
    }

    /** Who feels it when these interfaces of a host are taken: VMs that run there, VLANs, the host's own address. */
    private Set<String> users(List<PifRecord> interfaces, HostRecord host) {
        var users = new TreeSet<String>();
        for (PifRecord pif : interfaces) {
            for (VifRecord vif : view.vifsOf(pif.network())) {
                view.vm(vif.vm())
                        .filter(vm -> vif.currentlyAttached() && vm.residentOn().equals(host.ref()))
                        .map(VmRecord::nameLabel)
                        .ifPresent(name -> users.add("VM " + name));
            }
            view.vlansOn(pif.ref()).forEach(vlan -> users.add("VLAN %d of %s".formatted(vlan.tag(), pif.device())));
            if (pif.ipConfigurationMode() != IpConfigurationMode.NONE) {
                users.add("the address of %s on %s".formatted(pif.device(), host.nameLabel()));
            }
        }
        return users;
    }
}
