package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VtpmRef;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Firmware, boot order, secure boot and virtual TPM (xapi.md §6.6). Pure. */
final class FirmwarePlanner {
    private static final String ORDER = "order";
    private static final String SECURE_BOOT = "secureboot";
    private static final String DEVICE_MODEL = "device-model";
    static final String VTPM_FIELD = "firmware.vtpm";
    private static final Map<Character, String> LETTERS = Map.of('c', "Disk", 'd', "CdRom", 'n', "Network");

    private final DesiredVm.Machine wanted;
    private final DesiredVm want;
    private final VmFacts vm;
    private final Surroundings around;
    private final Draft draft;

    private FirmwarePlanner(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        this.want = want;
        this.wanted = want.machine();
        this.vm = vm;
        this.around = around;
        this.draft = draft;
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        if (want.machine().asksForFirmware()) {
            new FirmwarePlanner(want, vm, around, draft).firmware();
        }
    }

    /** A template takes no virtual TPM: a clone gets it once it is a VM. */
    static void made(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        new FirmwarePlanner(want, vm, around, draft).vtpm();
    }

    private void firmware() {
        if (!vm.machine().hvm()) {
            stalls("the VM is paravirtualised and has no firmware: take firmware and boot out of the spec");
            return;
        }
        FirmwareMode now = vm.machine().firmware();
        FirmwareMode next = wanted.firmware().orElse(now);
        if (next != now && want.adopted()) {
            stalls(
                    "firmware.mode is %s, but the VM starts with %s, and what is installed on it starts with nothing else: set firmware.mode to %s"
                            .formatted(next, now, now));
            return;
        }
        if (next != FirmwareMode.UEFI && wanted.secureBoot().orElse(false)) {
            stalls("firmware.secureBoot needs UEFI, and the VM starts with BIOS");
            return;
        }
        if (next != now) {
            mode(now, next);
        }
        wanted.secureBoot().ifPresent(this::secureBoot);
        wanted.bootOrder().ifPresent(this::order);
        if (!vm.making()) {
            vtpm();
        }
    }

    private void mode(FirmwareMode now, FirmwareMode next) {
        String model = vm.machine().platform().getOrDefault(DEVICE_MODEL, "");
        boolean goesWith = model.isEmpty() || model.equals(model(next));
        var set = new MachineAction.SetBootParam(
                vm.ref(),
                Keys.FIRMWARE,
                next.name().toLowerCase(Locale.ROOT),
                vm.machine().boot().containsKey(Keys.FIRMWARE));
        if (goesWith) {
            draft.change(vm, "firmware.mode", now.name(), next.name(), set);
        } else { // without it XAPI follows the firmware
            draft.change(
                    vm,
                    "firmware.mode",
                    now.name(),
                    next.name(),
                    new MachineAction.RemovePlatform(vm.ref(), DEVICE_MODEL),
                    set);
        }
    }

    /** The device model that XAPI wants beside a firmware; any other it refuses. */
    static String model(FirmwareMode mode) {
        return mode == FirmwareMode.UEFI ? "qemu-upstream-uefi" : "qemu-upstream-compat";
    }

    private void secureBoot(boolean on) {
        Optional<String> now = Optional.ofNullable(vm.machine().platform().get(SECURE_BOOT));
        String next = Boolean.toString(on);
        if (!now.orElse("false").equals(next)) {
            draft.change(
                    vm,
                    "firmware.secureBoot",
                    now.orElse("unset"),
                    next,
                    new SettingAction.SetPlatform(vm.ref(), SECURE_BOOT, next, now.isPresent()));
        }
    }

    private void order(String letters) {
        Optional<String> now = Optional.ofNullable(vm.machine().boot().get(ORDER));
        if (!now.equals(Optional.of(letters))) {
            draft.change(
                    vm,
                    "boot.order",
                    now.map(FirmwarePlanner::words).orElse("unset"),
                    words(letters),
                    new MachineAction.SetBootParam(vm.ref(), ORDER, letters, now.isPresent()));
        }
    }

    private static String words(String letters) {
        return letters.chars()
                .mapToObj(c -> LETTERS.getOrDefault((char) c, String.valueOf((char) c)))
                .collect(Collectors.joining(","));
    }

    private void vtpm() {
        if (wanted.vtpm().isEmpty()) {
            return;
        }
        boolean there = !vm.machine().vtpms().isEmpty();
        if (wanted.vtpm().get() && !there) {
            add();
        } else if (!wanted.vtpm().get() && there) {
            remove();
        }
    }

    private void add() {
        FirmwareMode mode = wanted.firmware().orElse(vm.machine().firmware());
        if (mode != FirmwareMode.UEFI) {
            stalls("firmware.vtpm needs UEFI, and the VM starts with BIOS");
        } else if (!around.can().vtpm()) {
            stalls("firmware.vtpm needs XCP-ng 8.3 on every host of the pool: set it to false, or update the pool");
        } else {
            draft.change(vm, VTPM_FIELD, "false", "true", new MachineAction.AddVtpm(vm.ref()));
        }
    }

    /** What it holds, the keys of the guest's disks perhaps, cannot be had back. */
    private void remove() {
        if (!around.approvals().grants(Approvals.DELETE_VTPM, vm.uuid().value())) {
            draft.later(VTPM_FIELD, "true", "false", Because.ApprovalRequired);
            return;
        }
        for (VtpmRef vtpm : vm.machine().vtpms()) {
            draft.change(vm, VTPM_FIELD, "true", "false", new DestroyAction.DestroyVtpm(vtpm, vm.ref()));
        }
    }

    /** Whether a person is asked to let a virtual TPM go. */
    static boolean asks(DesiredVm want, VmFacts vm) {
        return want.machine().vtpm().filter(wanted -> !wanted).isPresent()
                && !vm.machine().vtpms().isEmpty();
    }

    private void stalls(String message) {
        draft.hindered(Hindrance.stalls(Reason.InvalidSpec, message));
    }
}
