package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.NetworkRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An entry of the spec that has no interface on the VM: one is made, with the address and in the place that it had. */
final class NicMaker {
    /** What guests without further ado take, and the schema. */
    private static final int MOST = 7;

    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;
    private final NicMatch match;
    private final Set<NicFacts> waiting;
    /** Devices that the spec names, or that entries made before this one take. */
    private final Set<Integer> reserved = new HashSet<>();

    /** @param waiting interfaces of entries that were taken away, which the VM has until it is stopped */
    NicMaker(
            List<DesiredVm.Nic> entries,
            VmFacts vm,
            Surroundings around,
            Draft draft,
            NicMatch match,
            Collection<NicFacts> waiting) {
        this.vm = vm;
        this.around = around;
        this.draft = draft;
        this.match = match;
        this.waiting = Set.copyOf(waiting);
        entries.forEach(e -> e.device().ifPresent(reserved::add));
    }

    void make(DesiredVm.Nic entry) {
        String field = "networkInterfaces[" + entry.name() + "]";
        Optional<Hindrance> why = entry.unmakeable().or(() -> occupied(entry));
        if (why.isPresent()) {
            draft.hindered(why.get());
            return;
        }
        Optional<Integer> device = entry.device().or(() -> place(entry));
        boolean taken = waiting.stream()
                .anyMatch(nic -> device.equals(Optional.of(nic.device()))
                        || entry.address(vm).filter(nic::has).isPresent());
        if (taken || (device.isEmpty() && !waiting.isEmpty())) {
            draft.needsRestart(field, "absent", "attached"); // what goes with the restart is in its way
        } else if (device.isEmpty()) {
            draft.hindered(Hindrance.stalls(
                    Reason.InvalidSpec,
                    "%s has no place: a VM takes %d network interfaces, and %d of this one's are not in the spec (%s): list them, or remove one in the pool"
                            .formatted(
                                    field,
                                    MOST,
                                    match.unlisted().size(),
                                    String.join(
                                            ", ",
                                            match.unlisted().stream()
                                                    .map(NicFacts::text)
                                                    .toList()))));
        } else {
            reserved.add(device.get());
            create(entry, entry.network().found().orElseThrow(), device.get());
        }
    }

    /** The place that the spec names is another's, which stays. */
    private Optional<Hindrance> occupied(DesiredVm.Nic entry) {
        return entry.device()
                .flatMap(device -> vm.nics().stream()
                        .filter(nic ->
                                nic.device() == device && !match.leaving().contains(nic))
                        .findFirst()
                        .map(nic -> Hindrance.stalls(
                                Reason.InUse,
                                "networkInterfaces[%s].device %d is taken by %s: take the entry away, then list it anew with another device or without, or remove that interface"
                                        .formatted(entry.name(), device, holder(nic)))));
    }

    private String holder(NicFacts nic) {
        return match.found().entrySet().stream()
                .filter(known -> known.getValue().equals(nic))
                .findFirst()
                .map(known -> "networkInterfaces[" + known.getKey() + "]")
                .orElse("an interface that the spec does not list (" + nic.mac() + ")");
    }

    /**
     * The place it had, if that is free; else the first that no interface has, be it one that goes; else, when there is no
     * such place, one that becomes free now. So it is the same before and after what goes is gone.
     */
    private Optional<Integer> place(DesiredVm.Nic entry) {
        Predicate<Integer> free =
                device -> !reserved.contains(device) && held(vm.nics()).noneMatch(device::equals);
        Predicate<Integer> freed = device -> !reserved.contains(device)
                && held(match.unlisted()).noneMatch(device::equals)
                && held(match.found().values()).noneMatch(device::equals)
                && held(waiting).noneMatch(device::equals);
        return entry.place(vm)
                .filter(vm.making() ? freed : free)
                .or(() -> first(vm.making() ? freed : free))
                .or(() -> first(freed));
    }

    private static Stream<Integer> held(Collection<NicFacts> nics) {
        return nics.stream().map(NicFacts::device);
    }

    private static Optional<Integer> first(Predicate<Integer> suits) {
        return Stream.iterate(0, device -> device < MOST, device -> device + 1)
                .filter(suits)
                .findFirst();
    }

    private void create(DesiredVm.Nic entry, NetworkRef network, int device) {
        String mark = Keys.nic(vm.uuid().value(), entry.name());
        String field = "networkInterfaces[" + entry.name() + "]";
        String name = around.names().getOrDefault(network.value(), "(unknown network)");
        draft.nic(
                new NicAction.CreateNic(
                        vm.ref(),
                        entry.name(),
                        mark,
                        device,
                        network,
                        entry.address(vm).orElse(""),
                        limits(entry)),
                entry.name(),
                entry.before(vm).isPresent() ? field + " on " + name + " is gone" : field + " on " + name + " is new");
        if (vm.running()) {
            plug(entry.name());
        }
    }

    private void plug(String entry) {
        NicPlanner.plug(entry, Symbols.vif(entry), vm, draft);
    }

    private static NicLimits limits(DesiredVm.Nic entry) {
        Set<String> addresses = entry.addresses().orElse(Set.of());
        return new NicLimits(
                entry.rateKBps().orElse(0L),
                !addresses.isEmpty(),
                NicLimits.ipv4(addresses),
                NicLimits.ipv6(addresses));
    }
}
