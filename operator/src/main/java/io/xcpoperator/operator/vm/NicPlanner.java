package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Network interfaces: created, moved live, plugged and removed. The template's go when the spec lists its own; what no
 * entry means is left alone. Pure.
 */
final class NicPlanner {
    private static final String ANEW =
            "take the entry away, and list it anew once its interface is gone; what else the spec changes goes on";

    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;

    private NicPlanner(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.around = around;
        this.draft = draft;
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        want.nics().ifPresent(entries -> new NicPlanner(want, vm, around, draft).entries(entries));
    }

    private void entries(List<DesiredVm.Nic> entries) {
        NicMatch match = NicMatch.of(want, vm);
        List<NicFacts> waiting = new ArrayList<>(match.leaving());
        waiting.removeIf(this::remove);
        var maker = new NicMaker(entries, vm, around, draft, match, waiting);
        for (DesiredVm.Nic entry : entries) {
            Optional<NicFacts> nic = match.find(entry);
            if (nic.isPresent()) {
                known(entry, nic.get());
            } else {
                maker.make(entry);
            }
        }
    }

    /** One that only its place speaks for is left alone where the spec means another. */
    private void known(DesiredVm.Nic entry, NicFacts nic) {
        String field = "networkInterfaces[" + entry.name() + "]";
        boolean differs = entry.mac().filter(mac -> !nic.has(mac)).isPresent();
        if (differs && nic.entry().isEmpty()) {
            draft.hindered(
                    Fixed.differs(
                            field + ".macAddress",
                            entry.mac().orElseThrow(),
                            nic.mac(),
                            "take the entry away, then list it anew with that one, or without macAddress; till then the interface is left alone"));
            return;
        }
        if (differs) {
            draft.hindered(Fixed.differs(field + ".macAddress", entry.mac().orElseThrow(), nic.mac(), ANEW));
        }
        entry.device()
                .filter(device -> device != nic.device())
                .ifPresent(device -> draft.hindered(Fixed.differs(field + ".device", device, nic.device(), ANEW)));
        entry.network().problem().ifPresent(draft::hindered);
        keep(entry, nic);
    }

    private void keep(DesiredVm.Nic entry, NicFacts nic) {
        String field = "networkInterfaces[" + entry.name() + "]";
        if (!nic.entry().equals(Optional.of(entry.name()))) {
            String mark = Keys.nic(vm.uuid().value(), entry.name());
            draft.nic(
                    new NicAction.MarkNic(nic.vif(), mark, nic.marked()),
                    entry.name(),
                    "interface at device " + nic.device() + " is " + field);
        }
        entry.network()
                .found()
                .filter(network -> !network.equals(nic.network()))
                .ifPresent(network -> draft.nic(
                        new NicAction.MoveNic(nic.vif(), network),
                        entry.name(),
                        field + ".networkRef " + name(nic.network()) + " → " + name(network)));
        entry.addresses().ifPresent(addresses -> lock(entry.name(), nic, addresses));
        entry.rateKBps()
                .filter(rate -> rate != nic.limits().rateKBps())
                .ifPresent(rate -> rate(entry.name(), nic, rate));
        if (vm.running() && !nic.attached()) {
            plug(entry.name(), nic.vif(), vm, draft);
        }
    }

    /** A looser rule comes into force before the list it does not need, a stricter one after the list it needs (xapi.md §8.5). */
    private void lock(String entry, NicFacts nic, Set<String> addresses) {
        NicLimits now = nic.limits();
        boolean locked = !addresses.isEmpty();
        String why = "networkInterfaces[" + entry + "].allowedAddresses " + listed(now) + " → "
                + (locked ? String.join(", ", new TreeSet<>(addresses)) : "any");
        var lock = new NicAction.Lock(nic.vif(), locked);
        if (now.locked() && !locked) {
            draft.nic(lock, entry, why);
        }
        if (!NicLimits.ipv4(addresses).equals(now.ipv4())) {
            draft.nic(new NicAction.AllowIpv4(nic.vif(), NicLimits.ipv4(addresses)), entry, why);
        }
        if (!NicLimits.ipv6(addresses).equals(now.ipv6())) {
            draft.nic(new NicAction.AllowIpv6(nic.vif(), NicLimits.ipv6(addresses)), entry, why);
        }
        if (!now.locked() && locked) {
            draft.nic(lock, entry, why);
        }
    }

    private static String listed(NicLimits now) {
        Set<String> all = new TreeSet<>(now.ipv4());
        all.addAll(now.ipv6());
        return now.locked() ? all.isEmpty() ? "none" : String.join(", ", all) : "any";
    }

    /** A link has its rate from when it is plugged in: one that is unplugged already needs no more. */
    private void rate(String entry, NicFacts nic, long rate) {
        String field = "networkInterfaces[" + entry + "].rateLimitKBps";
        String from = Long.toString(nic.limits().rateKBps());
        String to = Long.toString(rate);
        String why = field + " " + from + " → " + to;
        var set = new NicAction.SetRate(nic.vif(), rate);
        if (!nic.attached()) {
            draft.nic(set, entry, why);
        } else if (vm.running() && vm.guest().drivers()) {
            draft.needsReplug(
                    field,
                    from,
                    to,
                    List.of(
                            draft.nicStep(new NicAction.UnplugNic(nic.vif()), entry, why + ": the link drops"),
                            draft.nicStep(set, entry, why),
                            draft.nicStep(new NicAction.PlugNic(nic.vif()), entry, notPlugged(entry))));
        } else {
            draft.needsRestart(field, from, to);
        }
    }

    private static String notPlugged(String entry) {
        return "networkInterfaces[" + entry + "] is not plugged in";
    }

    static void plug(String entry, VifRef vif, VmFacts vm, Draft draft) {
        if (vm.guest().drivers()) {
            draft.nic(new NicAction.PlugNic(vif), entry, notPlugged(entry));
        } else {
            draft.nextBoot("networkInterfaces[" + entry + "]", "unplugged", "plugged");
        }
    }

    /** Whether it goes now; else it waits for a stop and is where it was till then. */
    private boolean remove(NicFacts nic) {
        String entry = nic.entry().orElse("device-" + nic.device());
        String why = nic.entry().isPresent()
                ? "networkInterfaces[" + entry + "] is no longer in the spec"
                : "the template's interface is not in the spec";
        if (nic.attached()) {
            if (!vm.running() || !vm.guest().drivers()) {
                draft.needsRestart("networkInterfaces[" + entry + "]", "attached", "removed");
                return false;
            }
            draft.nic(new NicAction.UnplugNic(nic.vif()), entry, why);
        }
        draft.nic(new NicAction.RemoveNic(nic.vif()), entry, why);
        return true;
    }

    private String name(NetworkRef network) {
        return around.names().getOrDefault(network.value(), "(unknown network)");
    }
}
