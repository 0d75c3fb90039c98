package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nested virtualisation, vendor device, video memory and PCI devices: all of a stopped VM only (xapi.md §6.6, §6.16). Pure. */
final class AdvancedPlanner {
    private static final String VIDEO_RAM = "videoram";

    private final DesiredVm want;
    private final VmFacts vm;
    private final Draft draft;

    private AdvancedPlanner(DesiredVm want, VmFacts vm, Draft draft) {
        this.want = want;
        this.vm = vm;
        this.draft = draft;
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        var planner = new AdvancedPlanner(want, vm, draft);
        DesiredVm.Machine wanted = want.machine();
        wanted.nested().ifPresent(on -> planner.nested(on, around.can()));
        wanted.vendorDevice().ifPresent(planner::vendorDevice);
        wanted.videoRam().ifPresent(planner::videoRam);
        wanted.pciDevices().ifPresent(planner::pciDevices);
    }

    private void nested(boolean on, Capabilities can) {
        List<String> flags = List.of(Capabilities.NESTED, Capabilities.NESTED_ON_8_2);
        boolean now = vm.machine().on(can.nestedFlag());
        if (on && !pinned()) {
            draft.hindered(Hindrance.stalls(
                    Reason.InvalidSpec,
                    "advanced.nestedVirtualization needs memory that does not balloon: set memory.size to memory.max"));
        } else if (on && !now) {
            boolean replaces = vm.machine().platform().containsKey(can.nestedFlag());
            draft.change(
                    vm,
                    "advanced.nestedVirtualization",
                    "false",
                    "true",
                    new SettingAction.SetPlatform(vm.ref(), can.nestedFlag(), "true", replaces));
        } else if (!on) {
            Action[] off = flags.stream()
                    .filter(vm.machine()::on)
                    .map(flag -> new MachineAction.RemovePlatform(vm.ref(), flag))
                    .toArray(Action[]::new);
            if (off.length > 0) {
                draft.change(vm, "advanced.nestedVirtualization", "true", "false", off);
            }
        }
    }

    /** XAPI starts no VM with nested virtualisation whose memory may shrink (MEMORY_CONSTRAINT_VIOLATION_MAXPIN). */
    private boolean pinned() {
        Optional<Long> size = want.memory().size();
        Optional<Long> max = want.memory().max();
        if (size.isEmpty() && max.isEmpty()) {
            return vm.memory().dynamicMin() == vm.memory().staticMax();
        }
        return size.isPresent() && max.or(() -> size).equals(size);
    }

    private void vendorDevice(boolean wanted) {
        boolean now = vm.machine().vendorDevice();
        if (wanted != now) {
            draft.change(
                    vm,
                    "advanced.vendorDevice",
                    Boolean.toString(now),
                    Boolean.toString(wanted),
                    new MachineAction.SetVendorDevice(vm.ref(), wanted));
        }
    }

    private void videoRam(long mebibytes) {
        Optional<String> now = Optional.ofNullable(vm.machine().platform().get(VIDEO_RAM));
        String next = Long.toString(mebibytes);
        if (!now.equals(Optional.of(next))) {
            draft.change(
                    vm,
                    "advanced.videoRam",
                    now.map(text -> text + "Mi").orElse("unset"),
                    next + "Mi",
                    new SettingAction.SetPlatform(vm.ref(), VIDEO_RAM, next, now.isPresent()));
        }
    }

    private void pciDevices(List<String> wanted) {
        Optional<String> text = Optional.ofNullable(vm.otherConfig().get(Keys.PCI));
        List<String> now = addresses(text.orElse(""));
        if (now.equals(wanted)) {
            return;
        }
        Action action = wanted.isEmpty()
                ? new SettingAction.RemoveKey(vm.ref(), Keys.PCI)
                : new SettingAction.SetKey(vm.ref(), Keys.PCI, value(wanted), text.isPresent());
        draft.change(vm, "advanced.pciDevices", listed(now), listed(wanted), action);
    }

    /** {@code 0/0000:04:01.0,0/0000:04:01.1}: a bus number and an address each. */
    static List<String> addresses(String text) {
        List<String> all = new ArrayList<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .forEach(one -> all.add(one.substring(one.indexOf('/') + 1)));
        return List.copyOf(all);
    }

    private static String value(List<String> addresses) {
        return addresses.stream().map(address -> "0/" + address).collect(Collectors.joining(","));
    }

    private static String listed(List<String> addresses) {
        return addresses.isEmpty() ? "none" : String.join(", ", addresses);
    }
}
