package io.xcpoperator.operator.vm;

/** Wire methods as a person says them, for status.operation and sentences. */
final class Operations {
    private Operations() {}

    static String name(String method) {
        String message = method.startsWith("Async.") ? method.substring("Async.".length()) : method;
        return switch (message) {
            case "VM.clone" -> "Clone";
            case "VM.copy" -> "Copy";
            case "VM.start", "VM.start_on" -> "Start";
            case "VM.clean_shutdown" -> "Shutdown";
            case "VM.hard_shutdown" -> "ForcedShutdown";
            case "VM.suspend" -> "Suspend";
            case "VM.resume", "VM.resume_on" -> "Resume";
            case "VM.pause" -> "Pause";
            case "VM.unpause" -> "Unpause";
            case "VM.pool_migrate", "VM.migrate_send", "VM.assert_can_migrate", "host.migrate_receive" -> "Migrate";
            case "VM.assert_can_boot_here" -> "HostCheck";
            case "VDI.pool_migrate" -> "MoveDisk";
            case "VM.destroy" -> "Destroy";
            case "VM.set_VCPUs_number_live" -> "ChangeCpus";
            case "VM.set_memory_dynamic_range" -> "ChangeMemory";
            case "VDI.create" -> "CreateDisk";
            case "VDI.resize", "VDI.resize_online" -> "GrowDisk";
            case "VDI.destroy" -> "DestroyDisk";
            case "VBD.insert" -> "InsertMedium";
            case "VBD.eject" -> "EjectMedium";
            case "VTPM.destroy" -> "DestroyTpm";
            case "VBD.plug" -> "PlugDisk";
            case "VBD.unplug" -> "UnplugDisk";
            case "VIF.plug" -> "PlugInterface";
            case "VIF.unplug" -> "UnplugInterface";
            case "VIF.move" -> "MoveInterface";
            case "PUT /import_raw_vdi" -> "FillDrive";
            default -> message.startsWith(SeedAction.IMPORT) ? "FillDrive" : message;
        };
    }
}
