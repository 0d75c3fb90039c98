package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.Advanced;
import io.xcpoperator.api.v1alpha1.vm.Boot;
import io.xcpoperator.api.v1alpha1.vm.BootDevice;
import io.xcpoperator.api.v1alpha1.vm.Firmware;
import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Firmware, boot order and what is rarely needed, as a manifest says it; null where it is the usual. Pure. */
final class MachineExport {
    /** What templates come with, and what XAPI makes of nothing. */
    private static final Set<String> USUAL_ORDERS = Set.of("", "cd", "dc", "cdn", "dcn");

    private static final String PCI_ADDRESS = "[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]";
    private static final int MOST_PCI = 16;

    private final VmFacts vm;
    private final List<String> notes;

    MachineExport(VmFacts vm, List<String> notes) {
        this.vm = vm;
        this.notes = notes;
    }

    @Nullable
    Firmware firmware() {
        MachineFacts machine = vm.machine();
        if (!machine.hvm() || machine.firmware() != FirmwareMode.UEFI) {
            return null;
        }
        return new Firmware(
                FirmwareMode.UEFI,
                "true".equals(machine.platform().get("secureboot")) ? true : null,
                machine.vtpms().isEmpty() ? null : true);
    }

    @Nullable
    Boot boot() {
        String order = vm.machine().boot().getOrDefault("order", "");
        if (!vm.machine().hvm() || USUAL_ORDERS.contains(order)) {
            return null;
        }
        if (!order.matches("[cdn]{1,3}") || order.chars().distinct().count() != order.length()) {
            notes.add("boot.order: \"%s\" cannot be said; left out".formatted(order));
            return null;
        }
        return new Boot(order.chars()
                .mapToObj(letter -> switch (letter) {
                    case 'c' -> BootDevice.Disk;
                    case 'd' -> BootDevice.CdRom;
                    default -> BootDevice.Network;
                })
                .toList());
    }

    @Nullable
    Advanced advanced() {
        List<String> pci = AdvancedPlanner.addresses(vm.otherConfig().getOrDefault(Keys.PCI, ""));
        boolean fits = !pci.isEmpty() && pci.size() <= MOST_PCI && pci.stream().allMatch(a -> a.matches(PCI_ADDRESS));
        if (!pci.isEmpty() && !fits) {
            notes.add("advanced.pciDevices: %s cannot be said; left out".formatted(String.join(", ", pci)));
        }
        boolean nested = vm.machine().on(Capabilities.NESTED) || vm.machine().on(Capabilities.NESTED_ON_8_2);
        if (nested) {
            notes.add("advanced.nestedVirtualization: it is on; left out, for its flag differs by release");
        }
        return fits ? new Advanced(null, null, null, pci) : null;
    }
}
