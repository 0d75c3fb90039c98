package io.xcpoperator.operator.vm;

import java.util.List;

/** What a deletion is at, as a person says it. Pure. */
final class Leaving {
    private Leaving() {}

    /** @param steps what is left to do, in order */
    static String sentence(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step.action() instanceof TaskAction || step.action() instanceof SettingAction.Block))
                .findFirst()
                .map(step -> "being deleted: " + doing(step))
                .orElse("being deleted");
    }

    private static String doing(Step next) {
        return switch (next.action()) {
            case DestroyAction.HardShutdown _ -> "the VM is shut down, and destroyed then";
            case DestroyAction.DestroyVm _ -> "the VM is off; it is destroyed, and the disks made for it";
            case DestroyAction.DestroySnapshot _, DestroyAction.DestroySnapshotDisk _ ->
                "the VM is off; its snapshots are destroyed, and it after them";
            case DestroyAction.DestroyDisk _ -> "the VM is gone; the disks made for it are destroyed";
            case PowerAction.CleanShutdown _ -> "the VM is shut down, and destroyed then";
            case SafetyAction _ -> "its safety snapshots go, and it after them";
            case PowerAction _,
                    MakingAction _,
                    SettingAction _,
                    MachineAction _,
                    DestroyAction.DestroyVtpm _,
                    DiskAction _,
                    NicAction _,
                    SeedAction _,
                    TaskAction _ -> next.why();
        };
    }
}
