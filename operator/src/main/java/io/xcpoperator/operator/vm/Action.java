package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Optional;

/**
 * One intent towards the pool. References to what an earlier action of the same plan makes are symbolic, see
 * {@link Symbols}. Each action is idempotent: made twice, it changes nothing more.
 */
sealed interface Action {
    /** The XAPI messages it sends, in order, as they stand in status.plan. */
    List<String> calls();

    /** Whether it starts a task and ends the round. */
    default boolean isTask() {
        return calls().getLast().startsWith("Async.");
    }

    /** Making a VM, and saying whose it is. */
    sealed interface Making extends Action {}

    /** Settings of a VM. */
    sealed interface Setting extends Action {}

    /** Disks. */
    sealed interface Disks extends Action {}

    /** Network interfaces. */
    sealed interface Nics extends Action {}

    /** Power state and host. */
    sealed interface PowerChange extends Action {}

    /** What cannot be undone: each reads its object once more before it acts (S1). */
    sealed interface Destroying extends Action {}

    /** Our tasks. */
    sealed interface Tasks extends Action {}

    /** Clones beside the template, or copies to another SR; the new template carries the token in its name. */
    record Clone(VmRef template, Optional<SrRef> copyTo, String token) implements Making {
        @Override
        public List<String> calls() {
            return List.of(copyTo.isPresent() ? "Async.VM.copy" : "Async.VM.clone");
        }
    }

    /** Writes our mark, in place of an inherited or earlier one. */
    record Mark(VmRef vm, String mark, boolean replaces) implements Making {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VM", "other_config") : List.of("VM.add_to_other_config");
        }
    }

    /** Makes a VM of the template that a clone is. */
    record FinishMaking(VmRef vm) implements Making {
        @Override
        public List<String> calls() {
            return List.of("VM.set_is_a_template");
        }
    }

    /** Takes our mark off; nothing else changes. */
    record Unmark(VmRef vm) implements Making {
        @Override
        public List<String> calls() {
            return List.of("VM.remove_from_other_config");
        }
    }

    record SetName(VmRef vm, String value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_name_label");
        }
    }

    record SetDescription(VmRef vm, String value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_name_description");
        }
    }

    record AddTag(VmRef vm, String value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.add_tags");
        }
    }

    record RemoveTag(VmRef vm, String value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.remove_tags");
        }
    }

    /** A key of other_config. */
    record SetKey(VmRef vm, String key, String value, boolean replaces) implements Setting {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VM", "other_config") : List.of("VM.add_to_other_config");
        }
    }

    record RemoveKey(VmRef vm, String key) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.remove_from_other_config");
        }
    }

    record SetVcpusMax(VmRef vm, long value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_VCPUs_max");
        }
    }

    record SetVcpusAtStartup(VmRef vm, long value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_VCPUs_at_startup");
        }
    }

    /** Gives the running guest this many vCPUs; XAPI keeps the number for the next start too. */
    record SetVcpusLive(VmRef vm, long value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.set_VCPUs_number_live");
        }
    }

    /** Weight or cap; of a running VM at once too. */
    record SetVcpuParam(VmRef vm, String key, String value, boolean replaces, boolean live) implements Setting {
        @Override
        public List<String> calls() {
            List<String> stored = replaces ? replacing("VM", "VCPUs_params") : List.of("VM.add_to_VCPUs_params");
            return live ? List.of(stored.getFirst(), stored.getLast(), "VM.add_to_VCPUs_params_live") : stored;
        }
    }

    record SetPlatform(VmRef vm, String key, String value, boolean replaces) implements Setting {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VM", "platform") : List.of("VM.add_to_platform");
        }
    }

    record SetMemory(VmRef vm, MemoryFacts limits) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_memory_limits");
        }
    }

    /** Balloons the running guest to this many bytes. */
    record Balloon(VmRef vm, long bytes) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.set_memory_dynamic_range");
        }
    }

    record SetAffinity(VmRef vm, HostRef host) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_affinity");
        }
    }

    record SetHaPriority(VmRef vm, String value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_ha_restart_priority");
        }
    }

    record SetOrder(VmRef vm, long value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_order");
        }
    }

    /** Seconds. */
    record SetStartDelay(VmRef vm, long value) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.set_start_delay");
        }
    }

    record Block(VmRef vm, Blocked operation, String reason) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.add_to_blocked_operations");
        }
    }

    record Unblock(VmRef vm, Blocked operation) implements Setting {
        @Override
        public List<String> calls() {
            return List.of("VM.remove_from_blocked_operations");
        }
    }

    /** Operations that we block. */
    enum Blocked {
        Destroy,
        Start
    }

    /** A new, empty disk in bytes. */
    record CreateDisk(String entry, SrRef sr, long bytes, String label, String mark) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("Async.VDI.create");
        }
    }

    /** Ties a VDI to the VM. */
    record AttachDisk(VmRef vm, String entry, VdiRef vdi, int device) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("VBD.create");
        }
    }

    record MarkVbd(VbdRef vbd, String entry, boolean replaces) implements Disks {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VBD", "other_config") : List.of("VBD.add_to_other_config");
        }
    }

    record MarkVdi(VdiRef vdi, String mark, boolean replaces) implements Disks {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VDI", "other_config") : List.of("VDI.add_to_other_config");
        }
    }

    record GrowDisk(VdiRef vdi, long bytes) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("Async.VDI.resize");
        }
    }

    record PlugDisk(VbdRef vbd) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("Async.VBD.plug");
        }
    }

    record UnplugDisk(VbdRef vbd) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("Async.VBD.unplug");
        }
    }

    /** Unties a disk; the disk itself stays. */
    record DetachDisk(VbdRef vbd) implements Disks {
        @Override
        public List<String> calls() {
            return List.of("VBD.destroy");
        }
    }

    record CreateNic(VmRef vm, String entry, String mark, int device, NetworkRef network, String mac) implements Nics {
        @Override
        public List<String> calls() {
            return List.of("VIF.create");
        }
    }

    record MarkNic(VifRef vif, String mark, boolean replaces) implements Nics {
        @Override
        public List<String> calls() {
            return replaces ? replacing("VIF", "other_config") : List.of("VIF.add_to_other_config");
        }
    }

    record PlugNic(VifRef vif) implements Nics {
        @Override
        public List<String> calls() {
            return List.of("Async.VIF.plug");
        }
    }

    record UnplugNic(VifRef vif) implements Nics {
        @Override
        public List<String> calls() {
            return List.of("Async.VIF.unplug");
        }
    }

    record MoveNic(VifRef vif, NetworkRef network) implements Nics {
        @Override
        public List<String> calls() {
            return List.of("Async.VIF.move");
        }
    }

    record RemoveNic(VifRef vif) implements Nics {
        @Override
        public List<String> calls() {
            return List.of("VIF.destroy");
        }
    }

    /**
     * On the host given, or where XAPI finds room.
     *
     * @param ifRefused what to put on record when the pool refuses the start at once
     */
    record Start(VmRef vm, Optional<HostRef> on, boolean paused, Optional<SetKey> ifRefused) implements PowerChange {
        Start(VmRef vm, Optional<HostRef> on, boolean paused) {
            this(vm, on, paused, Optional.empty());
        }

        @Override
        public List<String> calls() {
            return List.of(on.isPresent() ? "Async.VM.start_on" : "Async.VM.start");
        }
    }

    /** Asks the guest. */
    record CleanShutdown(VmRef vm) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.clean_shutdown");
        }
    }

    record Suspend(VmRef vm) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.suspend");
        }
    }

    record Resume(VmRef vm, Optional<HostRef> on) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of(on.isPresent() ? "Async.VM.resume_on" : "Async.VM.resume");
        }
    }

    record Pause(VmRef vm) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.pause");
        }
    }

    record Unpause(VmRef vm) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.unpause");
        }
    }

    /** Live, on storage that both hosts reach. */
    record Migrate(VmRef vm, HostRef host) implements PowerChange {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.pool_migrate");
        }
    }

    /** Pulls the plug. */
    record HardShutdown(VmRef vm) implements Destroying {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.hard_shutdown");
        }
    }

    record DestroyVm(VmRef vm) implements Destroying {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.destroy");
        }
    }

    /** A snapshot of the VM. */
    record DestroySnapshot(VmRef snapshot, VmRef of) implements Destroying {
        @Override
        public List<String> calls() {
            return List.of("Async.VM.destroy");
        }
    }

    /** A disk that we made and that nothing uses. */
    record DestroyDisk(VdiRef vdi, String entry) implements Destroying {
        @Override
        public List<String> calls() {
            return List.of("Async.VDI.destroy");
        }
    }

    /** Takes a finished task of ours away. */
    record Settle(TaskRef task) implements Tasks {
        @Override
        public List<String> calls() {
            return List.of("task.destroy");
        }
    }

    record Cancel(TaskRef task) implements Tasks {
        @Override
        public List<String> calls() {
            return List.of("task.cancel");
        }
    }

    private static List<String> replacing(String type, String map) {
        return List.of(type + ".remove_from_" + map, type + ".add_to_" + map);
    }
}
