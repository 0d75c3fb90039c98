package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.xapi.types.VtpmRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that a guest finds, beside processors, memory, disks and network interfaces.
 *
 * @param hvm whether it is one with firmware; a paravirtualised guest has none
 * @param boot XAPI's HVM_boot_params
 * @param platform XAPI's platform flags
 * @param virtualGpus whether it has any
 * @param drives CD drives
 */
record MachineFacts(
        boolean hvm,
        Map<String, String> boot,
        Map<String, String> platform,
        boolean vendorDevice,
        List<VtpmRef> vtpms,
        boolean virtualGpus,
        List<CdFacts> drives) {
    MachineFacts {
        boot = Map.copyOf(boot);
        platform = Map.copyOf(platform);
        vtpms = List.copyOf(vtpms);
        drives =
                drives.stream().sorted(Comparator.comparingInt(CdFacts::device)).toList();
    }

    /** XAPI's own default is BIOS (xapi.md §6.6). */
    FirmwareMode firmware() {
        return "uefi".equals(boot.get(Keys.FIRMWARE)) ? FirmwareMode.UEFI : FirmwareMode.BIOS;
    }

    /** Whether a platform flag is on; XAPI takes 1 for true too. */
    boolean on(String flag) {
        String value = platform.getOrDefault(flag, "");
        return value.equals("true") || value.equals("1");
    }

    Optional<CdFacts> drive() {
        return drives.stream().findFirst();
    }

    MachineFacts drives(List<CdFacts> next) {
        return new MachineFacts(hvm, boot, platform, vendorDevice, vtpms, virtualGpus, next);
    }
}
