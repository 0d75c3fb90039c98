package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** Disks of a VM. */
sealed interface DiskAction extends Action {
    /** A new, empty disk in bytes. */
    record CreateDisk(String entry, SrRef sr, long bytes, String label, String mark) implements DiskAction {}

    /** The content of an image onto a disk that was made for it and that nothing uses yet. */
    record FillDisk(String entry, String mark, VdiRef into, SrRef sr, VdiRef image) implements DiskAction {}

    /** Ties a VDI to the VM. */
    record AttachDisk(VmRef vm, String entry, String mark, VdiRef vdi, int device) implements DiskAction {}

    record MarkVbd(VbdRef vbd, String mark, boolean replaces) implements DiskAction {}

    record UnmarkVbd(VbdRef vbd) implements DiskAction {}

    record MarkVdi(VdiRef vdi, String mark, boolean replaces) implements DiskAction {}

    record GrowDisk(VdiRef vdi, long bytes) implements DiskAction {}

    /** The same while a guest has it. */
    record GrowDiskLive(VdiRef vdi, long bytes) implements DiskAction {}

    record PlugDisk(VbdRef vbd) implements DiskAction {}

    record UnplugDisk(VbdRef vbd) implements DiskAction {}

    /** To other storage, live if the VM runs; the disk gets another reference and uuid there. */
    record MoveDisk(VmRef vm, VbdRef vbd, VdiRef vdi, SrRef sr) implements DiskAction {}

    /** Changed block tracking, of a disk or a snapshot of one. */
    record DisableTracking(VdiRef vdi) implements DiskAction {}

    record EnableTracking(VdiRef vdi) implements DiskAction {}

    /** Unties a disk; the disk itself stays. */
    record DetachDisk(VbdRef vbd) implements DiskAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case CreateDisk _ -> List.of("Async.VDI.create");
            case FillDisk _ -> List.of("Async.VDI.copy");
            case AttachDisk _ -> List.of("VBD.create");
            case MarkVbd a -> Action.writing("VBD", "other_config", a.replaces());
            case UnmarkVbd _ -> List.of("VBD.remove_from_other_config");
            case MarkVdi a -> Action.writing("VDI", "other_config", a.replaces());
            case GrowDisk _ -> List.of("Async.VDI.resize");
            case GrowDiskLive _ -> List.of("Async.VDI.resize_online");
            case PlugDisk _ -> List.of("Async.VBD.plug");
            case UnplugDisk _ -> List.of("Async.VBD.unplug");
            case MoveDisk _ -> List.of("Async.VDI.pool_migrate");
            case DisableTracking _ -> List.of("VDI.disable_cbt");
            case EnableTracking _ -> List.of("VDI.enable_cbt");
            case DetachDisk _ -> List.of("VBD.destroy");
        };
    }
}
