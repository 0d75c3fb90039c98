package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An entry of the spec that has no disk on the VM: it is found again, attached or made, and never made twice. */
final class DiskMaker {
    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;

    DiskMaker(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.around = around;
        this.draft = draft;
    }

    /** @param taken device numbers that are in use; what this entry takes is added */
    void make(DesiredVm.Disk entry, Set<Integer> taken) {
        if (entry.device().filter(vm.usedDevices()::contains).isPresent()) {
            draft.hindered(Hindrance.stalls(
                    Reason.InUse,
                    "device %d of disks[%s] is taken by a disk that the spec does not list; choose another"
                            .formatted(entry.device().get(), entry.name())));
            return;
        }
        Optional<String> once = Optional.ofNullable(around.once().get(entry.name()));
        if (entry.existing().isPresent()) {
            String uuid = entry.existing().get().value();
            found(
                    entry,
                    uuid,
                    taken,
                    "VDI " + uuid + " of disks[" + entry.name() + "].existing is not in pool "
                            + around.pool().name());
        } else if (once.isPresent() && !mayRemake(once.get())) {
            found(
                    entry,
                    once.get(),
                    taken,
                    "disk %s (VDI %s) is gone from pool %s; restore it, or annotate xcp-operator.io/recreate=%s"
                            .formatted(
                                    entry.name(),
                                    once.get(),
                                    around.pool().name(),
                                    around.approvals().value(Approvals.RECREATE, once.get())));
        } else {
            foundOrNew(entry, taken);
        }
    }

    private boolean mayRemake(String uuid) {
        boolean gone = around.loose().stream().noneMatch(d -> d.uuid().value().equals(uuid));
        return gone && (want.recreateMissing() || around.approvals().grants(Approvals.RECREATE, uuid));
    }

    private void found(DesiredVm.Disk entry, String uuid, Set<Integer> taken, String gone) {
        Optional<LooseDisk> disk = around.loose().stream()
                .filter(d -> d.uuid().value().equals(uuid))
                .findFirst();
        if (disk.isEmpty()) {
            draft.hindered(Hindrance.stalls(entry.existing().isPresent() ? Reason.NotFound : Reason.Missing, gone));
        } else if (disk.get().inUse()) {
            draft.hindered(Hindrance.waits(
                    Reason.InUse, "VDI " + uuid + " of disks[" + entry.name() + "] is attached to another VM"));
        } else {
            Optional<Hindrance> no = notOurs(entry, disk.get());
            no.ifPresent(draft::hindered);
            if (no.isEmpty()) {
                attach(entry, disk.get().vdi(), taken, "disks[" + entry.name() + "] is not attached");
            }
        }
    }

    /** What the spec names may belong to another resource, or be no disk of a VM at all. */
    private Optional<Hindrance> notOurs(DesiredVm.Disk entry, LooseDisk disk) {
        String which = "VDI " + disk.uuid() + " of disks[" + entry.name() + "].existing";
        if (!disk.plain()) {
            return Optional.of(Hindrance.stalls(Reason.InvalidSpec, which + " is no disk of a VM; choose another"));
        }
        return disk.of()
                .map(of -> of.vm().key())
                .filter(key -> !key.equals(want.me().key()))
                .map(key -> Hindrance.stalls(
                        Reason.OwnedByAnother,
                        "%s was made for %s; not touched. If it may be taken, on a host: xe vdi-param-remove uuid=%s param-name=other-config param-key=%s"
                                .formatted(which, key, disk.uuid(), Keys.DISK_OF)));
    }

    private void foundOrNew(DesiredVm.Disk entry, Set<Integer> taken) {
        List<LooseDisk> ours = around.loose().stream()
                .filter(d -> !d.inUse() && d.of().filter(of -> isFor(of, entry)).isPresent())
                .toList();
        if (ours.size() > 1) {
            draft.hindered(Hindrance.stalls(
                    Reason.Ambiguous,
                    "%d unattached disks were made for disks[%s]: %s; take the entry away, then list it again with existing.vdiUuid"
                            .formatted(
                                    ours.size(),
                                    entry.name(),
                                    ours.stream().map(d -> d.uuid().value()).toList())));
        } else if (ours.size() == 1) {
            LooseDisk disk = ours.getFirst();
            if (vm.making() && !disk.filled()) {
                fill(entry, disk.vdi()); // a VM that is there may have written to it since
            }
            attach(entry, disk.vdi(), taken, "disks[" + entry.name() + "] is not attached");
        } else {
            create(entry, taken);
        }
    }

    private boolean isFor(Keys.DiskOf of, DesiredVm.Disk entry) {
        return of.madeFor(want.me(), vm) && of.entry().equals(entry.name());
    }

    private void create(DesiredVm.Disk entry, Set<Integer> taken) {
        Optional<Hindrance> noStorage = entry.storage().problem();
        Optional<Hindrance> noImage = noImage(entry);
        Optional<Long> wanted = size(entry);
        if (noImage.isPresent()) {
            draft.hindered(noImage.get());
        } else if (wanted.isEmpty()) {
            draft.hindered(Hindrance.stalls(
                    Reason.InvalidSpec, "disks[" + entry.name() + "].size is needed: the disk is new"));
        } else if (noStorage.isPresent()) {
            draft.hindered(noStorage.get());
        } else {
            long size = wanted.get();
            String mark =
                    Keys.DiskOf.of(want.me(), vm.uuid().value(), entry.name()).text();
            String label = want.name().orElse(vm.name()) + " " + entry.name();
            draft.disk(
                    new DiskAction.CreateDisk(
                            entry.name(), entry.storage().found().orElseThrow(), size, label, mark),
                    entry.name(),
                    "disks[" + entry.name() + "] " + Bytes.text(size) + " is new");
            fill(entry, Symbols.vdi(entry.name()));
            attach(entry, Symbols.vdi(entry.name()), taken, "disks[" + entry.name() + "] is not attached");
        }
    }

    private static Optional<ImageFacts> image(DesiredVm.Disk entry) {
        return entry.image().flatMap(Resolved::found);
    }

    private static Optional<Long> size(DesiredVm.Disk entry) {
        return entry.size().or(() -> image(entry).map(ImageFacts::size));
    }

    /** Once the VM is made, its disk is its own: it is not copied anew over what the guest had. */
    private Optional<Hindrance> noImage(DesiredVm.Disk entry) {
        if (entry.image().isEmpty()) {
            return Optional.empty();
        }
        String which = "disks[" + entry.name() + "]";
        if (!vm.making()) {
            return Optional.of(Hindrance.stalls(
                    Reason.Missing,
                    "%s was a copy of an image and is gone; it is not copied again: restore it, or delete the VM and make it anew"
                            .formatted(which)));
        }
        return entry.image()
                .flatMap(Resolved::problem)
                .or(() -> image(entry)
                        .filter(image ->
                                entry.size().filter(size -> size < image.size()).isPresent())
                        .map(image -> Hindrance.stalls(
                                Reason.InvalidSpec,
                                "%s.size %s is less than the image's %s: write that or more, or leave size out"
                                        .formatted(
                                                which,
                                                Bytes.text(entry.size().orElse(0L)),
                                                Bytes.text(image.size())))));
    }

    private void fill(DesiredVm.Disk entry, VdiRef into) {
        image(entry)
                .ifPresent(image -> draft.disk(
                        new DiskAction.FillDisk(
                                entry.name(),
                                Keys.DiskOf.of(want.me(), vm.uuid().value(), entry.name())
                                        .text(),
                                into,
                                entry.storage().found().orElseThrow(),
                                image.vdi()),
                        entry.name(),
                        "disks[" + entry.name() + "] starts as a copy of " + image.name()));
    }

    private void attach(DesiredVm.Disk entry, VdiRef vdi, Set<Integer> taken, String why) {
        int device = entry.device().orElseGet(() -> DiskMatch.firstFree(taken));
        taken.add(device);
        String mark = Keys.disk(vm.uuid().value(), entry.name());
        draft.disk(new DiskAction.AttachDisk(vm.ref(), entry.name(), mark, vdi, device), entry.name(), why);
        if (vm.running()) {
            plug(entry.name(), Symbols.vbd(entry.name()));
        }
    }

    /** A guest without drivers finds the disk at its next start. */
    void plug(String entry, VbdRef vbd) {
        if (vm.guest().drivers()) {
            draft.disk(new DiskAction.PlugDisk(vbd), entry, "disks[" + entry + "] is not plugged in");
        } else {
            draft.nextBoot("disks[" + entry + "]", "unplugged", "plugged");
        }
    }
}
