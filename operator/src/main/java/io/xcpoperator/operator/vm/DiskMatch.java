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

    /** By mark; else by the VDI the spec names; else, on a VM that is being made or was adopted, by its place. */
    static Optional<DiskFacts> find(DesiredVm.Disk entry, List<DesiredVm.Disk> entries, DesiredVm want, VmFacts vm) {
        return byMark(entry, vm).or(() -> byUuid(entry, vm)).or(() -> {
            boolean byPlace =
                    (vm.making() || want.adopted()) && entry.existing().isEmpty();
            return byPlace ? byPlace(slot(entry, entries), entries, vm) : Optional.empty();
        });
    }

    /** A mark on the VBD of a clone was inherited unless the disk itself was signed for this VM. */
    static Optional<DiskFacts> byMark(DesiredVm.Disk entry, VmFacts vm) {
        return vm.disks().stream()
                .filter(d -> d.entry().equals(Optional.of(entry.name())))
                .filter(d -> !vm.making() || signed(d, vm))
                .findFirst();
    }

    private static boolean signed(DiskFacts disk, VmFacts vm) {
        return disk.of()
                .filter(of -> of.vm().objectUuid().equals(vm.uuid().value()))
                .isPresent();
    }

    private static Optional<DiskFacts> byUuid(DesiredVm.Disk entry, VmFacts vm) {
        Optional<VdiUuid> uuid = entry.existing();
        return vm.disks().stream()
                .filter(d -> uuid.equals(Optional.of(d.uuid())) && d.entry().isEmpty())
                .findFirst();
    }

    private static Optional<DiskFacts> byPlace(int device, List<DesiredVm.Disk> entries, VmFacts vm) {
        Set<String> names = new HashSet<>();
        entries.forEach(e -> names.add(e.name()));
        return vm.disks().stream()
                .filter(d -> d.device() == device)
                .filter(d -> d.entry().isEmpty()
                        || (vm.making() && !signed(d, vm))
                        || !names.contains(d.entry().get()))
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
