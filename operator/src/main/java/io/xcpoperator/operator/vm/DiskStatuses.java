package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.DiskStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The disks of a VM as status lists them: those of the spec, and those that were made with the VM and that the spec does
 * not list. The latter are there so that a copy which a person makes of one can be told from it later (S1).
 */
final class DiskStatuses {
    /** What the schema takes. */
    private static final int MOST = 16;

    private static final int LONGEST_NAME = 253;

    private DiskStatuses() {}

    static @Nullable List<DiskStatus> of(
            DesiredVm want, VmFacts vm, Surroundings around, @Nullable VirtualMachineStatus old) {
        List<DiskStatus> before = old == null || old.disks() == null ? List.of() : old.disks();
        List<DiskStatus> disks = new ArrayList<>(listed(want, vm, before));
        disks.addAll(unlisted(want, vm, around, before, disks));
        return disks.isEmpty() ? null : disks.stream().limit(MOST).toList();
    }

    /** A disk that vanished stays listed by its entry, so that nobody makes it a second time. */
    private static List<DiskStatus> listed(DesiredVm want, VmFacts vm, List<DiskStatus> before) {
        List<DesiredVm.Disk> entries = want.disks().orElse(List.of());
        return entries.stream()
                .flatMap(entry -> DiskMatch.find(entry, entries, want, vm)
                        .map(disk -> disk(entry.name(), disk))
                        .or(() -> before(entry.name(), before))
                        .stream())
                .toList();
    }

    /** By the names in their marks. Of two with one mark the one that was known stays; none is chosen by chance. */
    private static List<DiskStatus> unlisted(
            DesiredVm want, VmFacts vm, Surroundings around, List<DiskStatus> before, List<DiskStatus> listed) {
        Map<String, List<DiskFacts>> made = vm.disks().stream()
                .filter(disk -> !disk.isSeed())
                .filter(disk ->
                        listed.stream().noneMatch(d -> disk.uuid().value().equals(d.uuid())))
                .filter(disk -> disk.of()
                        .filter(of -> of.madeFor(want.me(), vm) && listable(of.entry()))
                        .isPresent())
                .collect(Collectors.groupingBy(
                        disk -> disk.of().orElseThrow().entry(), TreeMap::new, Collectors.toList()));
        listed.forEach(disk -> made.remove(disk.name()));
        List<DiskStatus> unlisted = new ArrayList<>();
        made.forEach((entry, disks) ->
                one(entry, disks, around, before(entry, before)).ifPresent(unlisted::add));
        return unlisted;
    }

    private static Optional<DiskStatus> one(
            String entry, List<DiskFacts> disks, Surroundings around, Optional<DiskStatus> before) {
        Optional<String> known = before.map(DiskStatus::uuid);
        Optional<DiskFacts> same = disks.stream()
                .filter(disk -> known.equals(Optional.of(disk.uuid().value())))
                .findFirst();
        boolean elsewhere = around.loose().stream()
                .anyMatch(disk -> known.equals(Optional.of(disk.uuid().value())));
        Optional<DiskFacts> only = disks.size() == 1 && !elsewhere ? Optional.of(disks.getFirst()) : Optional.empty();
        return same.or(() -> only).map(disk -> disk(entry, disk)).or(() -> before);
    }

    private static boolean listable(String entry) {
        return !entry.isEmpty() && entry.length() <= LONGEST_NAME;
    }

    private static Optional<DiskStatus> before(String entry, List<DiskStatus> before) {
        return before.stream().filter(d -> d.name().equals(entry)).findFirst();
    }

    private static DiskStatus disk(String entry, DiskFacts disk) {
        return new DiskStatus(
                entry,
                disk.uuid().value(),
                disk.device(),
                Bytes.quantity(disk.size()),
                Bytes.quantity(rounded(disk.used(), disk.size())),
                disk.chain());
    }

    /** Hundredths of the size: a figure that moves all the time would be written all the time. */
    private static long rounded(long used, long size) {
        long hundredth = Math.max(size / 100, Bytes.MIB);
        return Math.ceilDiv(used, hundredth) * hundredth / Bytes.MIB * Bytes.MIB;
    }
}
