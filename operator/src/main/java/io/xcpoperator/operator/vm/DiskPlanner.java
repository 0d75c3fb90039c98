package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Disks: an entry is a disk by its mark, or by its place where the VM was made of a template, adopted or taken over. What no entry names is
 * left alone; an entry taken away is detached and kept. Pure.
 */
final class DiskPlanner {
    /** Storage drivers round sizes up, VHD to 2 MiB and LVM to 4 MiB. */
    private static final long ROUNDING = 16 * Bytes.MIB;

    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;
    private final DiskMaker maker;

    private DiskPlanner(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.around = around;
        this.draft = draft;
        this.maker = new DiskMaker(want, vm, around, draft);
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        var planner = new DiskPlanner(want, vm, around, draft);
        planner.signMade();
        want.disks().ifPresent(planner::entries);
        planner.destroyApproved();
    }

    /** All disks of a clone are ours: they are signed before anything else, so that none is orphaned. */
    private void signMade() {
        if (!vm.making()) {
            return;
        }
        for (DiskFacts disk : vm.disks()) {
            String entry = matched(disk).orElse("device-" + disk.device());
            if (!madeHere(disk)) {
                String mark =
                        Keys.DiskOf.of(want.me(), vm.uuid().value(), entry).text();
                draft.disk(
                        new DiskAction.MarkVdi(disk.vdi(), mark, disk.of().isPresent()), entry, "say whose disk it is");
            }
        }
    }

    private Optional<String> matched(DiskFacts disk) {
        List<DesiredVm.Disk> entries = want.disks().orElse(List.of());
        return entries.stream()
                .filter(e -> find(e, entries).filter(disk::equals).isPresent())
                .map(DesiredVm.Disk::name)
                .findFirst();
    }

    private void entries(List<DesiredVm.Disk> entries) {
        boolean exchange = exchanges(entries);
        if (!exchange) {
            detachUnwanted(entries);
        }
        Set<Integer> taken = new HashSet<>(vm.usedDevices());
        entries.forEach(e -> e.device().ifPresent(taken::add));
        for (DesiredVm.Disk entry : entries) {
            Optional<DiskFacts> disk = find(entry, entries);
            if (disk.isPresent()) {
                keep(entry, disk.get());
            } else if (!exchange) {
                maker.make(entry, taken);
            }
        }
    }

    /** A name mistyped reads like one disk that goes and an empty one that comes: the guest's data would be taken away. */
    private boolean exchanges(List<DesiredVm.Disk> entries) {
        List<String> gone = unwanted(entries).map(DiskPlanner::entry).toList();
        List<String> fresh = entries.stream()
                .filter(e -> e.existing().isEmpty() && find(e, entries).isEmpty() && !isKnown(e))
                .map(DesiredVm.Disk::name)
                .toList();
        if (gone.isEmpty() || fresh.isEmpty()) {
            return false;
        }
        draft.hindered(Hindrance.stalls(
                Reason.InvalidSpec,
                "disks[%s] is new and disks[%s] is gone: if that is a typing error, mend the name; else take the old entry away first and add the new one then; neither is done now"
                        .formatted(String.join(", ", fresh), String.join(", ", gone))));
        return true;
    }

    /** Detached earlier and there to be attached again, or gone since: no empty one is made in its place unasked (S13). */
    private boolean isKnown(DesiredVm.Disk entry) {
        return around.once().containsKey(entry.name())
                || around.loose().stream()
                        .anyMatch(disk -> disk.of()
                                .filter(of ->
                                        of.madeFor(want.me(), vm) && of.entry().equals(entry.name()))
                                .isPresent());
    }

    private Stream<DiskFacts> unwanted(List<DesiredVm.Disk> entries) {
        Set<String> wanted = entries.stream().map(DesiredVm.Disk::name).collect(Collectors.toSet());
        return vm.disks().stream()
                .filter(disk -> !vm.making()
                        && disk.entry().filter(e -> !wanted.contains(e)).isPresent());
    }

    private static String entry(DiskFacts disk) {
        return disk.entry().orElseThrow();
    }

    private Optional<DiskFacts> find(DesiredVm.Disk entry, List<DesiredVm.Disk> entries) {
        return DiskMatch.find(entry, entries, want, vm);
    }

    private void keep(DesiredVm.Disk entry, DiskFacts disk) {
        String field = "disks[" + entry.name() + "]";
        if (!DiskMatch.byMark(entry, vm).equals(Optional.of(disk))) {
            draft.disk(
                    new DiskAction.MarkVbd(disk.vbd(), Keys.disk(vm.uuid().value(), entry.name()), disk.marked()),
                    entry.name(),
                    "disk at device " + disk.device() + " is " + field);
        }
        if (madeBefore(disk)) {
            String mark =
                    Keys.DiskOf.of(want.me(), vm.uuid().value(), entry.name()).text();
            draft.disk(
                    new DiskAction.MarkVdi(disk.vdi(), mark, true),
                    entry.name(),
                    field + " was made for the VM by an earlier cluster or resource");
        }
        entry.device()
                .filter(device -> device != disk.device())
                .ifPresent(
                        device -> draft.hindered(
                                Fixed.differs(
                                        field + ".device",
                                        device,
                                        disk.device(),
                                        "take the entry away, and list it anew once its disk is in status.detachedDisks; what else the spec changes goes on")));
        entry.size().ifPresent(size -> size(field, entry.name(), disk, size));
        if (vm.running() && !disk.attached()) {
            maker.plug(entry.name(), disk.vbd());
        }
    }

    private void size(String field, String name, DiskFacts disk, long size) {
        String from = Bytes.text(disk.size());
        String to = Bytes.text(size);
        if (size > disk.size()) {
            String why = field + ".size " + from + " → " + to;
            if (vm.stopped()) {
                draft.disk(new DiskAction.GrowDisk(disk.vdi(), size), name, why);
            } else if (vm.running() && disk.attached() && disk.growsLive()) {
                draft.disk(new DiskAction.GrowDiskLive(disk.vdi(), size), name, why);
            } else {
                draft.needsRestart(field + ".size", from, to);
            }
        } else if (size + ROUNDING < disk.size()) {
            draft.hindered(Hindrance.stalls(
                    Reason.InvalidSpec,
                    vm.making()
                            ? "%s.size %s is less than the template's disk: write %s or more, or leave size out"
                                    .formatted(field, to, from)
                            : "%s.size cannot shrink (%s → %s): write %s or more, or leave size out; what else the spec changes goes on"
                                    .formatted(field, from, to, from)));
        }
    }

    private void detachUnwanted(List<DesiredVm.Disk> entries) {
        unwanted(entries).forEach(disk -> detach(entry(disk), disk));
    }

    private void detach(String entry, DiskFacts disk) {
        String why = "disks[" + entry + "] is no longer in the spec; the disk is kept";
        if (disk.attached()) {
            if (!vm.running() || !vm.guest().drivers()) {
                draft.needsRestart("disks[" + entry + "]", "attached", "detached");
                return;
            }
            draft.disk(new DiskAction.UnplugDisk(disk.vbd()), entry, why);
        }
        draft.disk(new DiskAction.DetachDisk(disk.vbd()), entry, why);
    }

    private void destroyApproved() {
        for (LooseDisk disk : unwanted(want, vm, around)) {
            if (around.approvals().grants(Approvals.DELETE_DISK, disk.uuid().value())) {
                String entry = disk.of().map(Keys.DiskOf::entry).orElse("");
                draft.disk(new DestroyAction.DestroyDisk(disk.vdi(), entry), entry, "its destruction was approved");
            }
        }
    }

    /** For this very VM, before it was taken over from the resource of an earlier cluster: it goes with the VM as ever. */
    private boolean madeBefore(DiskFacts disk) {
        return !madeHere(disk)
                && disk.of()
                        .map(Keys.DiskOf::vm)
                        .filter(mark -> mark.key().equals(want.me().key())
                                && mark.objectUuid().equals(vm.uuid().value()))
                        .isPresent();
    }

    /** Made for the VM, detached and kept: an approval may destroy them. */
    static List<LooseDisk> unwanted(DesiredVm want, VmFacts vm, Surroundings around) {
        Set<String> wanted = new HashSet<>();
        want.disks().orElse(List.of()).forEach(entry -> wanted.add(entry.name()));
        return around.loose().stream()
                .filter(disk -> !disk.inUse()
                        && !disk.isSeed()
                        && disk.of()
                                .filter(of -> of.madeFor(want.me(), vm) && !wanted.contains(of.entry()))
                                .isPresent())
                .toList();
    }

    private boolean madeHere(DiskFacts disk) {
        return disk.of().filter(of -> of.madeFor(want.me(), vm)).isPresent();
    }
}
