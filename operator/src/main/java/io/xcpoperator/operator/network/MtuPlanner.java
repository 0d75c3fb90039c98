package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VifOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A network's MTU. XAPI takes it over when the interfaces are plugged in anew, those of the VMs that run first out and
 * last in; so on a network in use it is an outage. Pure.
 */
final class MtuPlanner {
    /** A VM is let go by itself should nobody come back to do it. */
    private static final Duration CLAIMED = Duration.ofMinutes(10);

    private static final String AGAIN = "plugged in again after a change of the MTU";

    private final Owner me;
    private final NetworkRecord network;
    private final PoolView view;
    private final Instant now;
    private final Draft draft;
    private final Replug memo;

    MtuPlanner(Owner me, NetworkRecord network, PoolView view, Instant now, Draft draft) {
        this.me = me;
        this.network = network;
        this.view = view;
        this.now = now;
        this.draft = draft;
        this.memo = Replug.of(network);
    }

    void plan(Optional<Long> wanted) {
        boolean outage = wanted.isPresent() && change(wanted.get());
        if (!outage && !memo.isEmpty()) {
            restore().forEach(step -> draft.step(step.action(), step.on(), step.why()));
        }
    }

    /** @return whether an outage is planned, which plugs all in again itself */
    private boolean change(long mtu) {
        List<Interfaces.Placed> plugged = Interfaces.placed(network, view).stream()
                .filter(placed -> placed.pif().currentlyAttached() || memo.has(placed.pif()))
                .toList();
        List<Interfaces.Placed> stale =
                plugged.stream().filter(placed -> placed.pif().mtu() != mtu).toList();
        if (network.mtu() == mtu && stale.isEmpty()) {
            return false;
        }
        List<VifRecord> vifs = vifs(vif -> vif.currentlyAttached() || memo.has(vif));
        if (plugged.isEmpty() && vifs.isEmpty()) {
            draft.step(new NetworkAction.SetMtu(mtu), sentence(network.mtu(), mtu));
            return false;
        }
        return isAllowed(plugged, vifs) && outage(mtu, plugged, vifs);
    }

    private static String sentence(long from, long to) {
        return "mtu %d → %d".formatted(from, to);
    }

    private boolean isAllowed(List<Interfaces.Placed> plugged, List<VifRecord> vifs) {
        int before = draft.hindrances();
        if (Interfaces.isManagement(network, view)) {
            draft.stalls(
                    Reason.InvalidSpec,
                    "mtu: network %s carries the management of its hosts, and this operator never interrupts that; change it by hand, or take mtu away"
                            .formatted(network.nameLabel()));
            return false;
        }
        for (Interfaces.Placed placed : plugged) {
            if (placed.pif().disallowUnplug()) {
                draft.waits(
                        Reason.NetworkConfiguration,
                        "mtu: %s may not be unplugged (PIF.disallow_unplug, set by somebody)".formatted(placed));
            }
            List<String> storage = StorageTraffic.over(placed.pif(), view);
            if (!storage.isEmpty()) {
                draft.waits(
                        Reason.NetworkConfiguration,
                        "mtu: %s is reached over %s, and would be cut off under its VMs: disconnect that storage from the host first, or change the MTU by hand"
                                .formatted(String.join(", ", storage), placed));
            }
            if (!view.vlansOn(placed.pif().ref()).isEmpty()) {
                draft.waits(
                        Reason.NetworkConfiguration,
                        "mtu: VLANs hang on %s, and an outage of a trunk is a person's to make; change the MTU by hand"
                                .formatted(placed));
            }
        }
        vifs.stream()
                .filter(vif ->
                        vif.currentlyAttached() && !vif.allowedOperations().contains(VifOperation.UNPLUG))
                .forEach(vif -> draft.waits(
                        Reason.GuestToolsMissing,
                        "mtu: the guest of %s cannot let its interface go while it runs; shut it down first"
                                .formatted(Interfaces.vm(vif, view))));
        owned(vifs)
                .forEach(vm -> claims(vm)
                        .heldByAnother(me.uid())
                        .ifPresent(holder -> draft.waits(
                                Reason.HeldBy, "mtu: VM %s is held by %s".formatted(vm.nameLabel(), holder))));
        return draft.hindrances() == before;
    }

    private boolean outage(long mtu, List<Interfaces.Placed> plugged, List<VifRecord> vifs) {
        long from = plugged.stream()
                .mapToLong(placed -> placed.pif().mtu())
                .filter(old -> old != mtu)
                .findFirst()
                .orElse(network.mtu());
        String why = sentence(from, mtu);
        List<PifRecord> pifs = plugged.stream().map(Interfaces.Placed::pif).toList();
        var steps = new ArrayList<Step>();
        Replug full = memo.with(pifs, vifs);
        if (!full.equals(memo)) {
            steps.add(step(
                    new NetworkAction.Label(new AdoptAction(
                            AdoptAction.Verb.SET_KEY, Replug.KEY, full.text(network), !memo.isEmpty(), why)),
                    "remember what is plugged in"));
        }
        owned(vifs).stream().filter(vm -> !isHeldByMe(vm)).forEach(vm -> steps.add(claim(vm)));
        vifs.stream()
                .filter(VifRecord::currentlyAttached)
                .forEach(vif ->
                        steps.add(new Step(new NetworkAction.UnplugVif(vif.ref()), Interfaces.vm(vif, view), why)));
        if (network.mtu() != mtu) {
            steps.add(step(new NetworkAction.SetMtu(mtu), why));
        }
        for (Interfaces.Placed placed : plugged) {
            boolean attached = placed.pif().currentlyAttached();
            if (attached && placed.pif().mtu() != mtu) {
                steps.add(new Step(new NetworkAction.Unplug(placed.pif().ref()), placed.toString(), why));
            }
            if (!attached || placed.pif().mtu() != mtu) {
                steps.add(new Step(new NetworkAction.Plug(placed.pif().ref()), placed.toString(), AGAIN));
            }
        }
        steps.addAll(plugIn(vifs));
        steps.addAll(end(owned(vifs)));
        var hit = new TreeSet<String>();
        plugged.forEach(placed -> hit.add(placed.toString()));
        vifs.forEach(vif -> hit.add(Interfaces.vm(vif, view)));
        draft.outage(new Outage.Change("mtu", Long.toString(from), Long.toString(mtu)), hit, steps);
        return true;
    }

    private Step step(NetworkAction action, String why) {
        return new Step(action, draft.on(), why);
    }

    /** After a crash, or when the change is no longer wanted: back in, whatever became of the rest. */
    private List<Step> restore() {
        var steps = new ArrayList<Step>();
        Interfaces.placed(network, view).stream()
                .filter(placed -> memo.has(placed.pif()) && !placed.pif().currentlyAttached())
                .forEach(placed ->
                        steps.add(new Step(new NetworkAction.Plug(placed.pif().ref()), placed.toString(), AGAIN)));
        List<VifRecord> vifs = vifs(memo::has);
        steps.addAll(
                plugIn(vifs.stream().filter(vif -> !vif.currentlyAttached()).toList()));
        steps.addAll(end(owned(vifs).stream().filter(this::isHeldByMe).toList()));
        return steps;
    }

    /** Of what this very network has: a VIF that was moved elsewhere is no matter of ours any more. */
    private List<VifRecord> vifs(Predicate<VifRecord> which) {
        return view.vifsOf(network.ref()).stream()
                .filter(which)
                .sorted(Comparator.comparing(VifRecord::uuidText))
                .toList();
    }

    /** A VM that was shut down meanwhile plugs its own in when it starts. */
    private List<Step> plugIn(List<VifRecord> vifs) {
        return vifs.stream()
                .filter(vif -> view.vm(vif.vm())
                        .filter(vm -> vm.powerState() == VmPowerState.RUNNING)
                        .isPresent())
                .map(vif -> new Step(new NetworkAction.PlugVif(vif.ref()), Interfaces.vm(vif, view), AGAIN))
                .toList();
    }

    private List<Step> end(List<VmRecord> claimed) {
        var steps = new ArrayList<Step>();
        claimed.forEach(vm -> steps.add(new Step(
                new NetworkAction.Unclaim(vm.ref(), Claim.VM_NETWORK.key()), "VM " + vm.nameLabel(), "let it go")));
        steps.add(step(
                new NetworkAction.Label(new AdoptAction(AdoptAction.Verb.REMOVE_KEY, Replug.KEY, "", true, "done")),
                "all is plugged in"));
        return steps;
    }

    /** VMs that an operator looks after, which would plug them in again at once. */
    private List<VmRecord> owned(List<VifRecord> vifs) {
        return vifs.stream()
                .flatMap(vif -> view.vm(vif.vm()).stream())
                .filter(vm -> vm.otherConfig().containsKey(OwnerMark.KEY))
                .distinct()
                .toList();
    }

    private boolean isHeldByMe(VmRecord vm) {
        Claims.Holder holder = claims(vm).held().get(Claim.VM_NETWORK);
        return holder != null && holder.uid().equals(me.uid());
    }

    private Claims claims(VmRecord vm) {
        return Claims.of(vm.otherConfig(), vm.uuid().value(), now);
    }

    private Step claim(VmRecord vm) {
        var holder = new Claims.Holder("XcpNetwork", me.key(), me.uid(), Optional.of(now.plus(CLAIMED)));
        return new Step(
                new NetworkAction.Claim(
                        vm.ref(),
                        Claim.VM_NETWORK.key(),
                        holder.text(vm.uuid().value()),
                        vm.otherConfig().containsKey(Claim.VM_NETWORK.key())),
                "VM " + vm.nameLabel(),
                "its network is interrupted");
    }
}
