package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Power state and host of a VM. */
sealed interface PowerAction extends Action {
    /**
     * On the host given, or where XAPI finds room.
     *
     * @param ifRefused what to put on record when the pool refuses the start at once
     */
    record Start(VmRef vm, Optional<HostRef> on, boolean paused, Optional<SettingAction.SetKey> ifRefused)
            implements PowerAction {
        Start(VmRef vm, Optional<HostRef> on, boolean paused) {
            this(vm, on, paused, Optional.empty());
        }
    }

    /**
     * Asks the guest.
     *
     * @param orForce whether the plug is pulled when the pool says at once that the guest cannot be asked
     */
    record CleanShutdown(VmRef vm, boolean orForce) implements PowerAction {}

    record Suspend(VmRef vm) implements PowerAction {}

    record Resume(VmRef vm, Optional<HostRef> on) implements PowerAction {}

    record Pause(VmRef vm) implements PowerAction {}

    record Unpause(VmRef vm) implements PowerAction {}

    /** Live, on storage that both hosts reach. */
    record Migrate(VmRef vm, HostRef host, Optional<NetworkRef> network) implements PowerAction {}

    /**
     * With its disks, live if it runs: each of them, those that stay included, and where it shall lie then.
     *
     * @param network at the other end
     */
    record MigrateWithDisks(VmRef vm, HostRef host, NetworkRef network, Map<VdiRef, SrRef> disks)
            implements PowerAction {
        public MigrateWithDisks {
            disks = Map.copyOf(disks);
        }
    }

    @Override
    default List<String> calls() {
        return switch (this) {
            case Start a ->
                a.on().isPresent()
                        ? List.of("VM.assert_can_boot_here", "Async.VM.start_on")
                        : List.of("Async.VM.start");
            case CleanShutdown _ -> List.of("Async.VM.clean_shutdown");
            case Suspend _ -> List.of("Async.VM.suspend");
            case Resume a -> List.of(a.on().isPresent() ? "Async.VM.resume_on" : "Async.VM.resume");
            case Pause _ -> List.of("Async.VM.pause");
            case Unpause _ -> List.of("Async.VM.unpause");
            case Migrate _ -> List.of("VM.assert_can_boot_here", "Async.VM.pool_migrate");
            case MigrateWithDisks _ ->
                List.of("host.migrate_receive", "VM.assert_can_migrate", "Async.VM.migrate_send");
        };
    }
}
