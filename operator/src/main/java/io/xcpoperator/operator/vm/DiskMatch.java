package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiUuid;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which disk of a VM an entry of the spec means. */
final class DiskMatch {
    /** By custom the CD's. */
    static final int CD_DEVICE = 3;

    private static final int LAST_DEVICE = 15;

    private DiskMatch() {}

    /**
     * By the VBD's mark; else by the VDI's, when a person attached the disk anew; else by the VDI the spec names; else, on
     * a VM that is being made, was adopted or taken over, by its place.
     */
    static Optional<DiskFacts> find(DesiredVm.Disk entry, List<DesiredVm.Disk> entries, DesiredVm want, VmFacts vm) {
        return byMark(entry, vm)
                .or(() -> bySignature(entry, want, vm))
                .or(() -> byUuid(entry, vm))
                .or(() -> {
                    boolean byPlace = (vm.making() || want.partsByPlace(vm))
                            && entry.existing().isEmpty();
                    return byPlace ? byPlace(slot(entry, entries), vm) : Optional.empty();
                });
    }

    static Optional<DiskFacts> byMark(DesiredVm.Disk entry, VmFacts vm) {
        return vm.disks().stream()
                .filter(d -> d.entry().equals(Optional.of(entry.name())))
                .findFirst();
    }

    /** Made for this entry of this very VM. Of two that say so one is a copy, and neither is taken. */
    private static Optional<DiskFacts> bySignature(DesiredVm.Disk entry, DesiredVm want, VmFacts vm) {
        List<DiskFacts> signed = vm.disks().stream()
                .filter(d -> d.of().filter(
                                of -> of.madeFor(want.me(), vm) && of.entry().equals(entry.name()))
                        .isPresent())
                .toList();
        return signed.size() == 1 && signed.getFirst().entry().isEmpty()
                ? Optional.of(signed.getFirst())
                : Optional.empty();
    }

    private static Optional<DiskFacts> byUuid(DesiredVm.Disk entry, VmFacts vm) {
        Optional<VdiUuid> uuid = entry.existing();
        return vm.disks().stream()
                .filter(d -> uuid.equals(Optional.of(d.uuid())) && d.entry().isEmpty())
                .findFirst();
    }

    /** A disk that has a mark of this VM is that entry's, wherever it is. */
    private static Optional<DiskFacts> byPlace(int device, VmFacts vm) {
        return vm.disks().stream()
                .filter(d -> d.device() == device && d.entry().isEmpty() && !d.isSeed())
                .findFirst();
    }

    /** The place an entry has by itself: its device, or the first that no other entry takes. */
    static int slot(DesiredVm.Disk entry, List<DesiredVm.Disk> entries) {
        Set<Integer> taken = new HashSet<>(Set.of(CD_DEVICE));
        entries.forEach(e -> e.device().ifPresent(taken::add));
        for (DesiredVm.Disk e : entries) {
            int slot = e.device().orElseGet(() -> firstFree(taken));
            if (e.equals(entry)) {
                return slot;
            }
            taken.add(slot);
        }
        throw new IllegalArgumentException("not an entry: " + entry.name());
    }

    /** The first free device, never the CD's; beyond the last one XAPI refuses. */
    static int firstFree(Set<Integer> taken) {
        for (int device = 0; device <= LAST_DEVICE; device++) {
            if (device != CD_DEVICE && !taken.contains(device)) {
                return device;
            }
        }
        return LAST_DEVICE + 1;
    }
}
