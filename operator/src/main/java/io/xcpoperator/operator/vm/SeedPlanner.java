package io.xcpoperator.operator.vm;

import io.xcpoperator.formats.FatVolume;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drive from which the guest's cloud-init reads at its first boot: made with the VM, whole before it is attached,
 * there before the VM starts, and gone after. It is never made for a VM that may have booted. Pure.
 */
final class SeedPlanner {
    static final String FIELD = "cloudInit";
    /** After the guest's agent was seen: cloud-init is done by then, or does not need the drive any more. */
    static final Duration AFTER_AGENT = Duration.ofMinutes(5);
    /** After the start of a guest whose agent is not seen. */
    static final Duration AFTER_START = Duration.ofMinutes(15);

    /** Xen Orchestra takes no disk of such a name into backups and snapshots (backup.md, xapi.md §6.13). */
    private static final String LEFT_OUT = "[NOBAK] [NOSNAP]";

    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;
    private final String mark;

    private SeedPlanner(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.around = around;
        this.draft = draft;
        this.mark =
                Keys.DiskOf.of(want.me(), vm.uuid().value(), SeedDrives.ENTRY).text();
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        var planner = new SeedPlanner(want, vm, around, draft);
        Optional<SeedMemo> memo = SeedMemo.of(vm);
        if (vm.making()) {
            planner.making(memo);
        } else if (memo.isPresent()) {
            switch (memo.get().stage()) {
                case MADE -> planner.firstBootIsToCome(memo.get());
                case GIVEN -> planner.firstBootIsOn(memo.get());
                case OVER -> planner.firstBootIsOver(memo.get());
            }
        } else if (want.seed().isPresent() && !want.adopted()) {
            draft.later(FIELD, "none at its first boot", "given", Because.FirstBootOver);
        }
    }

    /** Directly before the VM starts. */
    static void starts(VmFacts vm, Draft draft) {
        SeedMemo.of(vm)
                .filter(memo -> memo.stage() == SeedMemo.Stage.MADE)
                .ifPresent(memo -> draft.step(
                        memo.at(SeedMemo.Stage.GIVEN).write(vm), "from now on the guest may read its cloud-init"));
    }

    private void making(Optional<SeedMemo> memo) {
        if (want.seed().isEmpty()) {
            remove();
        } else {
            prepare(want.seed().get(), memo);
        }
    }

    private void firstBootIsToCome(SeedMemo memo) {
        if (!vm.stopped()) {
            firstBootIsOn(memo);
        } else if (want.seed().isEmpty()) {
            remove();
            draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.SEED), "the guest boots without cloud-init");
        } else {
            prepare(want.seed().get(), Optional.of(memo));
        }
    }

    private void firstBootIsOn(SeedMemo memo) {
        boolean keep = want.seed().filter(Seed::keep).isPresent();
        boolean goes = want.seed().isEmpty()
                || (!keep && waits(vm, around).filter(left -> left.isZero()).isPresent());
        if (goes) {
            note(memo.at(SeedMemo.Stage.OVER), "the first boot is over");
            remove();
        } else {
            if (memo.stage() == SeedMemo.Stage.MADE) {
                note(memo.at(SeedMemo.Stage.GIVEN), "the VM was started: its guest may read its cloud-init");
            }
            if (!keep && attached().isEmpty()) {
                remove(); // somebody took it out
            }
        }
        changed(memo);
    }

    private void firstBootIsOver(SeedMemo memo) {
        remove();
        changed(memo);
    }

    /** How long until the first boot counts as over; empty where time alone does not tell. */
    private static Optional<Duration> waits(VmFacts vm, Surroundings around) {
        Instant now = around.seed().now();
        if (!vm.running()) {
            return Optional.empty();
        }
        Instant over = vm.guest().agent()
                ? around.seed().agentSince().orElse(now).plus(AFTER_AGENT)
                : vm.guest().started().orElse(now).plus(AFTER_START);
        Duration left = Duration.between(now, over);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /** When to look again, for the drive is to go then. */
    static Optional<Duration> wait(DesiredVm want, VmFacts vm, Surroundings around) {
        boolean goes = want.seed().filter(seed -> !seed.keep()).isPresent()
                && SeedMemo.of(vm)
                        .filter(memo -> memo.stage() == SeedMemo.Stage.GIVEN)
                        .isPresent();
        return goes
                ? waits(vm, around).filter(left -> !left.isZero()).map(left -> left.plusSeconds(1))
                : Optional.empty();
    }

    private void changed(SeedMemo memo) {
        want.seed()
                .flatMap(seed -> seed.texts().found())
                .filter(texts -> SeedPrint.differ(memo.print(), texts.print()))
                .ifPresent(
                        _ -> draft.later(FIELD, "as the guest read it", "as in the spec now", Because.FirstBootOver));
    }

    private void note(SeedMemo memo, String why) {
        draft.step(memo.write(vm), why);
    }

    /** The drive is on the VM, whole and of the texts that are wanted; or the VM does not start. */
    private void prepare(Seed seed, Optional<SeedMemo> memo) {
        Optional<Hindrance> problem = seed.texts().problem();
        if (problem.isPresent()) {
            refused(problem.get());
            return;
        }
        Seed.Texts texts = seed.texts().found().orElseThrow();
        Optional<DiskFacts> there = attached();
        Optional<LooseDisk> loose = loose();
        if (there.isPresent() && isOf(there.get().vdi(), texts)) {
            noted(texts, memo);
            return;
        }
        boolean ready = true;
        if (there.isPresent()) {
            step(new DiskAction.DetachDisk(there.get().vbd()), "cloudInit has changed before the first boot");
            destroy(there.get().vdi(), "cloudInit has changed before the first boot");
            ready = make(texts);
        } else if (loose.filter(LooseDisk::inUse).isPresent()) {
            refused(Hindrance.waits(
                    Reason.InUse,
                    "the cloud-init drive (VDI %s) is attached to another VM: detach it there"
                            .formatted(loose.get().uuid())));
            return;
        } else {
            ready = loose.isPresent() ? found(loose.get(), texts) : make(texts);
        }
        if (ready) {
            noted(texts, memo);
        }
    }

    private void noted(Seed.Texts texts, Optional<SeedMemo> memo) {
        var next = new SeedMemo(SeedMemo.Stage.MADE, texts.print());
        if (!memo.equals(Optional.of(next))) {
            note(next, "the guest reads its cloud-init at its first boot");
        }
    }

    /** On a VM, nothing but a whole drive is ever attached: where what is on it cannot be told, it is taken as it is. */
    private boolean isOf(VdiRef drive, Seed.Texts texts) {
        return around.seed()
                .contentOf(drive)
                .filter(print -> !print.equals(texts.print()))
                .isEmpty();
    }

    /** One that is not known to be whole is never booted from, and never filled a second time (decision 0111). */
    private boolean found(LooseDisk drive, Seed.Texts texts) {
        String content = around.seed().contentOf(drive.vdi()).orElse("");
        boolean sent =
                around.seed().sent().contains(SeedAction.task(drive.uuid().value(), texts.print()));
        if (content.isEmpty()) {
            fill(drive.vdi(), texts);
        } else if (content.equals(texts.print())) {
            attach(drive.vdi());
        } else if (content.equals(SeedFacts.FILLING) && sent) {
            whole(drive.vdi(), texts);
            attach(drive.vdi());
        } else {
            destroy(drive.vdi(), "it is not known to hold what cloudInit says");
            return make(texts);
        }
        return true;
    }

    private boolean make(Seed.Texts texts) {
        Optional<SrRef> sr = storage();
        if (sr.isEmpty()) {
            return false;
        }
        String label = want.name().orElse(vm.name()) + " cloud-init " + LEFT_OUT;
        step(
                new DiskAction.CreateDisk(SeedDrives.ENTRY, sr.get(), FatVolume.SIZE, label, mark),
                "cloudInit is read from a drive");
        fill(Symbols.vdi(SeedDrives.ENTRY), texts);
        return true;
    }

    private void fill(VdiRef drive, Seed.Texts texts) {
        step(
                new SeedAction.FillDrive(
                        drive, mark, texts, vm.uuid(), want.me().key().name()),
                "the drive holds what cloudInit says");
        whole(drive, texts);
        attach(drive);
    }

    private void whole(VdiRef drive, Seed.Texts texts) {
        step(new SeedAction.DriveIsWhole(drive, vm.uuid(), texts.print()), "every byte has arrived");
    }

    private void attach(VdiRef drive) {
        step(new SeedAction.AttachDrive(vm.ref(), drive, device()), "the guest reads it at its first boot");
    }

    /** The first that no entry of the spec takes. */
    private int device() {
        Set<Integer> taken = new HashSet<>(vm.usedDevices());
        want.disks().stream()
                .flatMap(List::stream)
                .forEach(entry -> entry.device().ifPresent(taken::add));
        for (Step step : draft.steps()) {
            if (step.action() instanceof DiskAction.AttachDisk attached) {
                taken.add(attached.device());
            }
        }
        return DiskMatch.firstFree(taken);
    }

    /** Beside the first disk. */
    private Optional<SrRef> storage() {
        Optional<SrRef> first = vm.disks().stream()
                .filter(disk -> !disk.isSeed())
                .min(java.util.Comparator.comparingInt(DiskFacts::device))
                .map(DiskFacts::sr);
        if (first.isPresent()) {
            return first;
        }
        Optional<DesiredVm.Disk> entry =
                want.disks().flatMap(entries -> entries.stream().findFirst());
        if (entry.isEmpty()) {
            refused(
                    Hindrance.stalls(
                            Reason.InvalidSpec,
                            "cloudInit needs a disk, for its drive lies on the storage of the VM's first one: add an entry to disks, or take cloudInit out"));
            return Optional.empty();
        }
        entry.get().storage().problem().ifPresent(this::refused);
        return entry.get().storage().found();
    }

    private void refused(Hindrance why) {
        draft.hindered(why);
        draft.notToBeStarted();
    }

    private Optional<DiskFacts> attached() {
        return vm.disks().stream()
                .filter(disk -> disk.isSeed()
                        && disk.of().filter(of -> of.madeFor(want.me(), vm)).isPresent())
                .findFirst();
    }

    /** Of several one is a copy that a person made, and none is touched (S1). */
    private Optional<LooseDisk> loose() {
        List<LooseDisk> all = around.loose().stream()
                .filter(disk -> disk.of()
                        .filter(of -> of.madeFor(want.me(), vm) && of.entry().equals(SeedDrives.ENTRY))
                        .isPresent())
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** As soon as the guest can do without; what it does not let go of stays until it stops. */
    private void remove() {
        removal(want, vm, around).forEach(action -> step(action, "it is not needed any more"));
    }

    static List<Action> removal(DesiredVm want, VmFacts vm, Surroundings around) {
        var planner = new SeedPlanner(want, vm, around, new Draft(""));
        Optional<DiskFacts> there = planner.attached();
        if (there.isEmpty()) {
            return planner.loose().filter(disk -> !disk.inUse()).stream()
                    .<Action>map(disk -> new DestroyAction.DestroyDisk(disk.vdi(), SeedDrives.ENTRY))
                    .toList();
        }
        Action detach = new DiskAction.DetachDisk(there.get().vbd());
        Action destroy = new DestroyAction.DestroyDisk(there.get().vdi(), SeedDrives.ENTRY);
        if (vm.stopped() || (vm.running() && !there.get().attached())) {
            return List.of(detach, destroy);
        }
        boolean lets = vm.running() && vm.guest().drivers() && !around.seed().unplugRefused();
        return lets ? List.of(new DiskAction.UnplugDisk(there.get().vbd()), detach, destroy) : List.of();
    }

    private void destroy(VdiRef drive, String why) {
        step(new DestroyAction.DestroyDisk(drive, SeedDrives.ENTRY), why);
    }

    private void step(Action action, String why) {
        draft.step(action, want.name().orElse(vm.name()) + " cloud-init drive", why);
    }
}
