package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import java.util.Optional;

/**
 * The CD drive and its medium (xapi.md §6.9). A drive comes with a start, a medium changes at once. With several drives
 * the first counts; the others, and every drive of a VM whose spec has no {@code cdrom}, are left alone. Pure.
 */
final class CdPlanner {
    private static final String FIELD = "cdrom";

    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;

    private CdPlanner(VmFacts vm, Surroundings around, Draft draft) {
        this.vm = vm;
        this.around = around;
        this.draft = draft;
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        want.machine().cd().ifPresent(cd -> new CdPlanner(vm, around, draft).cd(cd));
    }

    private void cd(DesiredVm.Cd wanted) {
        wanted.medium().flatMap(Resolved::problem).ifPresent(draft::hindered);
        boolean unknown = wanted.medium().flatMap(Resolved::problem).isPresent();
        Optional<VdiRef> medium = wanted.medium().flatMap(Resolved::found);
        Optional<CdFacts> drive = vm.machine().drive();
        if (drive.isEmpty()) {
            add(medium);
        } else if (!unknown && !drive.get().medium().equals(medium)) {
            change(drive.get(), medium);
        }
    }

    private void add(Optional<VdiRef> medium) {
        int device = vm.usedDevices().contains(DiskMatch.CD_DEVICE)
                ? DiskMatch.firstFree(vm.usedDevices())
                : DiskMatch.CD_DEVICE;
        draft.change(vm, FIELD, "no drive", "a drive", new MachineAction.AddDrive(vm.ref(), device));
        if (vm.stopped()) {
            medium.ifPresent(vdi -> draft.step(
                    new MachineAction.Insert(Symbols.DRIVE, vdi), FIELD + " empty → " + name(Optional.of(vdi))));
        }
    }

    private void change(CdFacts drive, Optional<VdiRef> medium) {
        String from = name(drive.medium());
        String to = name(medium);
        boolean reachable = vm.stopped() || (drive.attached() && vm.power() != Power.Suspended);
        if (!reachable) { // XAPI takes no medium for a drive that the guest has not got yet, nor for a suspended guest
            draft.needsRestart(FIELD, from, to);
            return;
        }
        if (drive.medium().isPresent()) {
            draft.step(new MachineAction.Eject(drive.vbd()), FIELD + " " + from + " → empty");
        }
        medium.ifPresent(vdi -> draft.step(new MachineAction.Insert(drive.vbd(), vdi), FIELD + " empty → " + to));
    }

    private String name(Optional<VdiRef> medium) {
        return medium.map(vdi -> around.names().getOrDefault(vdi.value(), "(unknown ISO)"))
                .orElse("empty");
    }
}
