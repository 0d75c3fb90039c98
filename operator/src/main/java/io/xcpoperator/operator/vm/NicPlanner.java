package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Network interfaces: created, moved live, plugged and removed. The template's go when the spec lists its own. Pure. */
final class NicPlanner {
    private static final int LAST_DEVICE = 15;

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
        Set<Integer> taken = new HashSet<>();
        for (NicFacts nic : vm.nics()) {
            if (unwanted(nic, entries)) {
                remove(nic);
            } else {
                taken.add(nic.device());
            }
        }
        entries.forEach(e -> e.device().ifPresent(taken::add));
        for (DesiredVm.Nic entry : entries) {
            Optional<NicFacts> nic = find(entry, entries);
            Optional<Hindrance> why = nic.isPresent() ? entry.network().problem() : entry.unmakeable();
            if (nic.isPresent()) {
                keep(entry, nic.get());
            } else if (why.isEmpty()) {
                create(entry, entry.network().found().orElseThrow(), taken);
            }
            why.ifPresent(draft::hindered);
        }
    }

    private boolean unwanted(NicFacts nic, List<DesiredVm.Nic> entries) {
        boolean inherited = vm.making() && nic.entry().isEmpty();
        boolean dropped = nic.entry()
                .filter(e -> entries.stream().noneMatch(w -> w.name().equals(e)))
                .isPresent();
        return inherited || dropped;
    }

    /** By mark; on a VM that was adopted or taken over also by its place. */
    private Optional<NicFacts> find(DesiredVm.Nic entry, List<DesiredVm.Nic> entries) {
        Optional<NicFacts> marked = vm.nics().stream()
                .filter(n -> n.entry().equals(Optional.of(entry.name())))
                .findFirst();
        return marked.or(() -> want.partsByPlace(vm)
                ? vm.nics().stream()
                        .filter(n -> n.entry().isEmpty() && n.device() == slot(entry, entries))
                        .findFirst()
                : Optional.empty());
    }

    private static int slot(DesiredVm.Nic entry, List<DesiredVm.Nic> entries) {
        return entry.device().orElseGet(() -> entries.indexOf(entry));
    }

    private void keep(DesiredVm.Nic entry, NicFacts nic) {
        String field = "networkInterfaces[" + entry.name() + "]";
        if (nic.entry().isEmpty()) {
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
            plug(entry.name(), nic.vif());
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

    private void create(DesiredVm.Nic entry, NetworkRef network, Set<Integer> taken) {
        int device = entry.device().orElseGet(() -> firstFree(taken));
        taken.add(device);
        String mark = Keys.nic(vm.uuid().value(), entry.name());
        draft.nic(
                new NicAction.CreateNic(
                        vm.ref(),
                        entry.name(),
                        mark,
                        device,
                        network,
                        entry.mac().orElse(""),
                        limits(entry)),
                entry.name(),
                "networkInterfaces[" + entry.name() + "] on " + name(network) + " is new");
        if (vm.running()) {
            plug(entry.name(), Symbols.vif(entry.name()));
        }
    }

    private static NicLimits limits(DesiredVm.Nic entry) {
        Set<String> addresses = entry.addresses().orElse(Set.of());
        return new NicLimits(
                entry.rateKBps().orElse(0L),
                !addresses.isEmpty(),
                NicLimits.ipv4(addresses),
                NicLimits.ipv6(addresses));
    }

    private void plug(String entry, VifRef vif) {
        if (vm.guest().drivers()) {
            draft.nic(new NicAction.PlugNic(vif), entry, notPlugged(entry));
        } else {
            draft.nextBoot("networkInterfaces[" + entry + "]", "unplugged", "plugged");
        }
    }

    private void remove(NicFacts nic) {
        String entry = nic.entry().orElse("device-" + nic.device());
        String why = nic.entry().isPresent()
                ? "networkInterfaces[" + entry + "] is no longer in the spec"
                : "the template's interface is not in the spec";
        if (nic.attached()) {
            if (!vm.running() || !vm.guest().drivers()) {
                draft.needsRestart("networkInterfaces[" + entry + "]", "attached", "removed");
                return;
            }
            draft.nic(new NicAction.UnplugNic(nic.vif()), entry, why);
        }
        draft.nic(new NicAction.RemoveNic(nic.vif()), entry, why);
    }

    private String name(NetworkRef network) {
        return around.names().getOrDefault(network.value(), "(unknown network)");
    }

    private static int firstFree(Set<Integer> taken) {
        for (int device = 0; device <= LAST_DEVICE; device++) {
            if (!taken.contains(device)) {
                return device;
            }
        }
        return LAST_DEVICE + 1;
    }
}
