package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Optional;

/** Decides the next call that brings a VM from its power state to the one wanted. One step at a time. Pure. */
final class PowerPlanner {
    private PowerPlanner() {}

    /** Only Force drops a suspended VM's memory image; of an unknown state nothing is concluded. */
    static Optional<Action> next(
            VmRef vm, Power observed, Power desired, ShutdownMode mode, Optional<HostRef> strictHost) {
        if (observed == desired || desired == Power.Unknown) {
            return Optional.empty();
        }
        boolean force = desired == Power.Halted && mode == ShutdownMode.Force;
        return switch (observed) {
            case Halted -> Optional.of(new PowerAction.Start(vm, strictHost, desired == Power.Paused));
            case Suspended ->
                Optional.of(force ? new DestroyAction.HardShutdown(vm) : new PowerAction.Resume(vm, strictHost));
            case Paused -> Optional.of(force ? new DestroyAction.HardShutdown(vm) : new PowerAction.Unpause(vm));
            case Running -> Optional.of(whileRunning(vm, desired, mode));
            case Unknown -> Optional.empty();
        };
    }

    private static Action whileRunning(VmRef vm, Power desired, ShutdownMode mode) {
        return switch (desired) {
            case Halted ->
                mode == ShutdownMode.Force
                        ? new DestroyAction.HardShutdown(vm)
                        : new PowerAction.CleanShutdown(vm, mode == ShutdownMode.CleanThenForce);
            case Suspended -> new PowerAction.Suspend(vm);
            case Paused -> new PowerAction.Pause(vm);
            case Running, Unknown -> throw new IllegalArgumentException("no step from Running to " + desired);
        };
    }

    /** The state an action ends in. */
    static Power after(Action action) {
        return switch (action) {
            case PowerAction.Start start -> start.paused() ? Power.Paused : Power.Running;
            case PowerAction.CleanShutdown _, DestroyAction.HardShutdown _ -> Power.Halted;
            case PowerAction.Suspend _ -> Power.Suspended;
            case PowerAction.Resume _, PowerAction.Unpause _, PowerAction.Migrate _, PowerAction.MigrateWithDisks _ ->
                Power.Running;
            case PowerAction.Pause _ -> Power.Paused;
            case MakingAction _,
                    SettingAction _,
                    MachineAction _,
                    DiskAction _,
                    NicAction _,
                    SeedAction _,
                    TaskAction _,
                    SafetyAction _,
                    DestroyAction.DestroyVm _,
                    DestroyAction.DestroyVtpm _,
                    DestroyAction.DestroySnapshot _,
                    DestroyAction.DestroySnapshotDisk _,
                    DestroyAction.DestroyDisk _ ->
                throw new IllegalArgumentException("not a power operation: " + action);
        };
    }
}
