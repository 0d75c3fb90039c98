package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;

/** Firmware, platform and CD drive of a VM. */
sealed interface MachineAction extends Action {
    /** A key of HVM_boot_params: the firmware, or the boot order. */
    record SetBootParam(VmRef vm, String key, String value, boolean replaces) implements MachineAction {}

    record RemovePlatform(VmRef vm, String key) implements MachineAction {}

    record SetVendorDevice(VmRef vm, boolean value) implements MachineAction {}

    record AddVtpm(VmRef vm) implements MachineAction {}

    /** An empty CD drive. */
    record AddDrive(VmRef vm, int device) implements MachineAction {}

    record Insert(VbdRef drive, VdiRef medium) implements MachineAction {}

    record Eject(VbdRef drive) implements MachineAction {}

    @Override
    default List<String> calls() {
        return switch (this) {
            case SetBootParam a -> Action.writing("VM", "HVM_boot_params", a.replaces());
            case RemovePlatform _ -> List.of("VM.remove_from_platform");
            case SetVendorDevice _ -> List.of("VM.set_has_vendor_device");
            case AddVtpm _ -> List.of("VTPM.create");
            case AddDrive _ -> List.of("VBD.create");
            case Insert _ -> List.of("Async.VBD.insert");
            case Eject _ -> List.of("Async.VBD.eject");
        };
    }
}
