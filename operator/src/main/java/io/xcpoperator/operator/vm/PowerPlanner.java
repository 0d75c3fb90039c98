package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Optional;

/** Decides the next call that brings a VM from its power state to the one wanted. One step at a time. */
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
            case Halted -> Optional.of(new Action.Start(vm, strictHost, desired == Power.Paused));
            case Suspended -> Optional.of(force ? new Action.HardShutdown(vm) : new Action.Resume(vm, strictHost));
            case Paused -> Optional.of(force ? new Action.HardShutdown(vm) : new Action.Unpause(vm));
            case Running -> Optional.of(whileRunning(vm, desired, mode));
            case Unknown -> Optional.empty();
        };
    }

    private static Action whileRunning(VmRef vm, Power desired, ShutdownMode mode) {
        return switch (desired) {
            case Halted -> mode == ShutdownMode.Force ? new Action.HardShutdown(vm) : new Action.CleanShutdown(vm);
            case Suspended -> new Action.Suspend(vm);
            case Paused -> new Action.Pause(vm);
            case Running, Unknown -> throw new IllegalArgumentException("no step from Running to " + desired);
        };
    }

    /** The state an action ends in. */
    static Power after(Action action) {
        return switch (action) {
            case Action.Start start -> start.paused() ? Power.Paused : Power.Running;
            case Action.CleanShutdown _, Action.HardShutdown _ -> Power.Halted;
            case Action.Suspend _ -> Power.Suspended;
            case Action.Resume _, Action.Unpause _, Action.Migrate _ -> Power.Running;
            case Action.Pause _ -> Power.Paused;
            case Action.Making _,
                    Action.Setting _,
                    Action.Disks _,
                    Action.Nics _,
                    Action.Tasks _,
                    Action.DestroyVm _,
                    Action.DestroySnapshot _,
                    Action.DestroyDisk _ -> throw new IllegalArgumentException("not a power operation: " + action);
        };
    }
}
