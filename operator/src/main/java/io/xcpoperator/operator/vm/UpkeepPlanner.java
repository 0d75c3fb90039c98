package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.types.VmOperation;
import java.util.List;
import java.util.Optional;

/** High availability, start with the host, and protection from destruction. Pure. */
final class UpkeepPlanner {
    private UpkeepPlanner() {}

    static void plan(DesiredVm want, VmFacts vm, Draft draft) {
        highAvailability(want, vm, draft);
        autoPowerOn(want, vm, draft);
        protection(want, vm, draft);
        if (vm.making() && vm.otherConfig().containsKey(Keys.PROVISION)) {
            draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.PROVISION), "disks are made by their entries");
        }
        inherited(vm)
                .forEach(key -> draft.step(
                        new SettingAction.RemoveKey(vm.ref(), key), "inherited from what the VM is made of"));
    }

    /** Notes to ourselves on another object: they say nothing here, and would be read as if they did. */
    private static List<String> inherited(VmFacts vm) {
        return vm.making()
                ? vm.otherConfig().keySet().stream()
                        .filter(key -> key.startsWith(Keys.PREFIX)
                                && !key.equals(OwnerMark.KEY)
                                && !Keys.MEMORY.contains(key)
                                && vm.own(key).isEmpty())
                        .sorted()
                        .toList()
                : List.of();
    }

    private static void highAvailability(DesiredVm want, VmFacts vm, Draft draft) {
        HaFacts now = vm.ha();
        Optional<String> priority = want.ha().priority().or(() -> vm.making() ? Optional.of("") : Optional.empty());
        priority.filter(p -> !p.equals(now.priority()))
                .ifPresent(p -> draft.step(
                        new SettingAction.SetHaPriority(vm.ref(), p),
                        "highAvailability.restartPriority " + word(now.priority()) + " → " + word(p)));
        want.ha()
                .order()
                .filter(o -> o != now.order())
                .ifPresent(o -> draft.step(
                        new SettingAction.SetOrder(vm.ref(), o), "highAvailability.order " + now.order() + " → " + o));
        want.ha()
                .startDelay()
                .filter(d -> d != now.startDelay())
                .ifPresent(d -> draft.step(
                        new SettingAction.SetStartDelay(vm.ref(), d),
                        "highAvailability.startDelay " + now.startDelay() + "s → " + d + "s"));
    }

    private static String word(String priority) {
        return switch (priority) {
            case "restart" -> "Restart";
            case "best-effort" -> "BestEffort";
            case "" -> "None";
            default -> priority;
        };
    }

    private static void autoPowerOn(DesiredVm want, VmFacts vm, Draft draft) {
        Optional<String> now = Optional.ofNullable(vm.otherConfig().get(Keys.AUTO_POWER_ON));
        boolean on = now.filter("true"::equals).isPresent();
        if (want.autoPowerOn().isEmpty()) {
            if (vm.making() && now.isPresent()) {
                draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.AUTO_POWER_ON), "autoPowerOn was inherited");
            }
        } else if (want.autoPowerOn().get() && !on) {
            draft.step(
                    new SettingAction.SetKey(vm.ref(), Keys.AUTO_POWER_ON, "true", now.isPresent()),
                    "autoPowerOn false → true");
        } else if (!want.autoPowerOn().get() && on) {
            draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.AUTO_POWER_ON), "autoPowerOn true → false");
        }
    }

    /** Another's block is honoured and left alone; only ours is taken off again. */
    private static void protection(DesiredVm want, VmFacts vm, Draft draft) {
        Optional<String> now = Optional.ofNullable(vm.blocked().get(VmOperation.DESTROY));
        boolean wanted = want.protection().orElse(false);
        if (wanted && now.isEmpty()) {
            draft.step(
                    new SettingAction.Block(
                            vm.ref(),
                            SettingAction.Blocked.Destroy,
                            Obstacles.OURS + "deletionProtection of "
                                    + want.me().key()),
                    "deletionProtection false → true");
        } else if (!wanted && vm.blockedByUs(VmOperation.DESTROY)) {
            draft.step(
                    new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Destroy),
                    "deletionProtection true → false");
        }
        if (vm.blockedByUs(VmOperation.START)) {
            draft.step(
                    new SettingAction.Unblock(vm.ref(), SettingAction.Blocked.Start),
                    "its deletion was begun and given up");
        }
    }
}
