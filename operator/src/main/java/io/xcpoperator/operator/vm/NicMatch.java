package io.xcpoperator.operator.vm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which VIF of a VM each entry of spec.networkInterfaces means, and which VIFs none of them means. Pure.
 *
 * @param found by the entry's name
 * @param leaving those of entries that were taken away, and the template's of a VM that is being made
 * @param unlisted left alone
 */
record NicMatch(Map<String, NicFacts> found, List<NicFacts> leaving, List<NicFacts> unlisted) {
    NicMatch {
        found = Map.copyOf(found);
        leaving = List.copyOf(leaving);
        unlisted = List.copyOf(unlisted);
    }

    /**
     * By our mark; else by the MAC address of the spec, or the one that status last had for the entry, as when another tool
     * destroyed the VIF and made it anew; else, on a VM that was adopted or taken over, by its place among those that
     * nobody marked. A clone has the template's VIFs under new addresses: there only marks count.
     */
    static NicMatch of(DesiredVm want, VmFacts vm) {
        if (want.nics().isEmpty()) {
            return new NicMatch(Map.of(), List.of(), List.of());
        }
        var search = new Search(want.nics().get(), vm);
        search.byMark();
        if (!vm.making()) {
            search.byAddress();
            if (want.partsByPlace(vm)) {
                search.byPlace();
            }
        }
        Set<String> names = new HashSet<>();
        search.entries.forEach(entry -> names.add(entry.name()));
        Predicate<NicFacts> leaves =
                nic -> nic.entry().map(e -> !names.contains(e)).orElse(vm.making());
        return new NicMatch(
                search.found,
                search.left.stream().filter(leaves).toList(),
                search.left.stream().filter(leaves.negate()).toList());
    }

    Optional<NicFacts> find(DesiredVm.Nic entry) {
        return Optional.ofNullable(found.get(entry.name()));
    }

    /** Lives within one call. */
    private static final class Search {
        private final List<DesiredVm.Nic> entries;
        private final VmFacts vm;
        private final Map<String, NicFacts> found = new LinkedHashMap<>();
        private final List<NicFacts> left;

        Search(List<DesiredVm.Nic> entries, VmFacts vm) {
            this.entries = entries;
            this.vm = vm;
            this.left = new ArrayList<>(vm.nics());
            left.sort(Comparator.comparingInt(NicFacts::device));
        }

        /** Of two with one mark, of which one is a copy, the one with the right address. */
        private void byMark() {
            for (DesiredVm.Nic entry : entries) {
                Optional<String> mac = entry.address(vm);
                left.stream()
                        .filter(nic -> nic.entry().equals(Optional.of(entry.name())))
                        .min(Comparator.comparing(nic -> !mac.map(nic::has).orElse(true)))
                        .ifPresent(nic -> take(entry, nic));
            }
        }

        private void byAddress() {
            for (DesiredVm.Nic entry : missing()) {
                entry.address(vm)
                        .flatMap(mac -> left.stream()
                                .filter(nic -> nic.has(mac) && (nic.entry().isEmpty() || renamed(entry, nic)))
                                .min(Comparator.comparing(nic -> !fits(entry, nic))))
                        .ifPresent(nic -> take(entry, nic));
            }
        }

        /** Its entry is gone, and this one says the same of it. */
        private boolean renamed(DesiredVm.Nic entry, NicFacts nic) {
            return entry.mac().isPresent()
                    && fits(entry, nic)
                    && entries.stream().noneMatch(e -> nic.entry().equals(Optional.of(e.name())));
        }

        private static boolean fits(DesiredVm.Nic entry, NicFacts nic) {
            return entry.device().map(device -> device == nic.device()).orElse(true);
        }

        private void byPlace() {
            Set<Integer> taken = new HashSet<>();
            entries.forEach(entry -> entry.device().ifPresent(taken::add));
            found.values().forEach(nic -> taken.add(nic.device()));
            for (DesiredVm.Nic entry : missing()) {
                int place = entry.place(vm).orElseGet(() -> firstFree(taken));
                taken.add(place);
                left.stream()
                        .filter(nic -> nic.entry().isEmpty() && nic.device() == place)
                        .findFirst()
                        .ifPresent(nic -> take(entry, nic));
            }
        }

        private static int firstFree(Set<Integer> taken) {
            int device = 0;
            while (taken.contains(device)) {
                device++;
            }
            return device;
        }

        private List<DesiredVm.Nic> missing() {
            return entries.stream()
                    .filter(entry -> !found.containsKey(entry.name()))
                    .toList();
        }

        private void take(DesiredVm.Nic entry, NicFacts nic) {
            found.put(entry.name(), nic);
            left.remove(nic);
        }
    }
}
