package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Rival;
import io.xcpoperator.xapi.records.PoolRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a VM's plan somebody else undoes time and again. Pure. */
final class VmDamping {
    private VmDamping() {}

    /** Who else may set the VM; empty where it is not damped: it is not ours, or being made. */
    static Optional<String> rival(Look look) {
        Optional<PoolRecord> pool = look.pool().flatMap(handle -> handle.view().pool());
        return look.observed() instanceof Observed.Seen seen
                        && seen.identity() instanceof Identity.Ours(VmFacts vm)
                        && !vm.making()
                ? Optional.of(Rival.of(vm.otherConfig(), pool))
                : Optional.empty();
    }

    /** The rest of the plan. A restart that would set what is contested is not made. */
    static Plan damped(Plan plan, Damping damping) {
        if (damping.isEmpty()) {
            return plan;
        }
        List<Hindrance> hindrances = new ArrayList<>(plan.hindrances());
        damping.left()
                .forEach(left -> hindrances.add(
                        Hindrance.waits(Reason.Contested, left.message()).again(left.again())));
        return new Plan(
                damping.rest(plan.steps()),
                plan.restart()
                        .filter(restart -> damping.rest(restart.steps()).size()
                                == restart.steps().size()),
                plan.nextBoot(),
                hindrances);
    }

    /** Whether a part is not as it shall be, or not known to be. */
    static boolean isOpen(String part, Plan plan) {
        boolean hindered = plan.hindrances().stream().anyMatch(why -> why.reason() != Reason.Contested);
        return Damping.isOpen(part, plan.all(), hindered);
    }

    /** What of the VM a step sets right, whatever the value; empty for one that is our own bookkeeping or a beginning. */
    static Optional<String> part(Step step) {
        return switch (step.action()) {
            case SettingAction.SetKey a -> key(step, a.key());
            case SettingAction.RemoveKey a -> key(step, a.key());
            case SettingAction.Block _, SettingAction.Unblock _ -> Optional.empty();
            case SettingAction.AddTag a -> named(step, a.value());
            case SettingAction.RemoveTag a -> named(step, a.value());
            case SettingAction.SetVcpuParam a -> named(step, a.key());
            case SettingAction.SetPlatform a -> named(step, a.key());
            case MachineAction.SetBootParam a -> named(step, a.key());
            case MachineAction.RemovePlatform a -> named(step, a.key());
            case SettingAction _, MachineAction _, PowerAction _ -> named(step, "");
            case DiskAction.MarkVbd _, DiskAction.MarkVdi _, DiskAction.UnmarkVbd _ -> Optional.empty();
            case NicAction.MarkNic _, NicAction.UnmarkNic _ -> Optional.empty();
            case DiskAction.CreateDisk a when a.entry().equals(SeedDrives.ENTRY) -> Optional.empty();
            case SeedAction _ -> Optional.empty(); // no VM starts without its cloud-init
            case DiskAction _, NicAction _ -> named(step, "");
            case MakingAction _, DestroyAction _, SafetyAction _, TaskAction _ -> Optional.empty();
        };
    }

    private static Optional<String> key(Step step, String key) {
        return key.startsWith(Keys.PREFIX) ? Optional.empty() : named(step, key);
    }

    private static Optional<String> named(Step step, String more) {
        return Optional.of(String.join(" ", step.action().calls().getLast(), step.on(), more));
    }
}
