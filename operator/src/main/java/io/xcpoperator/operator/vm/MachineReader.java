package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.vm.Advanced;
import io.xcpoperator.api.v1alpha1.vm.Boot;
import io.xcpoperator.api.v1alpha1.vm.BootDevice;
import io.xcpoperator.api.v1alpha1.vm.Cdrom;
import io.xcpoperator.api.v1alpha1.vm.Firmware;
import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads firmware, boot, advanced and cdrom of a spec; what cannot be read goes to the problems. */
final class MachineReader {
    private static final long MOST_VIDEO_RAM = 16;

    private final References references;
    private final List<Hindrance> problems;

    MachineReader(References references, List<Hindrance> problems) {
        this.references = references;
        this.problems = problems;
    }

    DesiredVm.Machine read(VirtualMachineSpec spec) {
        Optional<Firmware> firmware = Optional.ofNullable(spec.firmware());
        Optional<Advanced> advanced = Optional.ofNullable(spec.advanced());
        return new DesiredVm.Machine(
                firmware.map(Firmware::mode).flatMap(this::mode),
                firmware.map(Firmware::secureBoot),
                firmware.map(Firmware::vtpm),
                Optional.ofNullable(spec.boot()).flatMap(this::order),
                advanced.map(Advanced::nestedVirtualization),
                advanced.map(Advanced::vendorDevice),
                advanced.map(Advanced::videoRam).flatMap(this::videoRam),
                advanced.map(Advanced::pciDevices),
                Optional.ofNullable(spec.cdrom()).flatMap(this::cd));
    }

    private Optional<FirmwareMode> mode(FirmwareMode mode) {
        return switch (mode) {
            case BIOS, UEFI -> Optional.of(mode);
            case Unknown -> {
                unknown("firmware.mode");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> order(Boot boot) {
        var letters = new StringBuilder();
        for (BootDevice device : boot.order()) {
            switch (device) {
                case Disk -> letters.append('c');
                case CdRom -> letters.append('d');
                case Network -> letters.append('n');
                case Unknown -> {
                    unknown("boot.order");
                    return Optional.empty();
                }
            }
        }
        return Optional.of(letters.toString());
    }

    /** XAPI counts in whole MiB, 1 to 16 (xapi.md §6.6). */
    private Optional<Long> videoRam(Quantity quantity) {
        Optional<Long> bytes = SpecReader.bytes("advanced.videoRam", quantity, problems);
        Optional<Long> mebibytes = bytes.filter(n -> n % Bytes.MIB == 0)
                .map(n -> n / Bytes.MIB)
                .filter(n -> n >= 1 && n <= MOST_VIDEO_RAM);
        if (bytes.isPresent() && mebibytes.isEmpty()) {
            problems.add(Hindrance.stalls(
                    Reason.InvalidSpec,
                    "advanced.videoRam %s is not a number of whole MiB from 1Mi to %dMi"
                            .formatted(quantity, MOST_VIDEO_RAM)));
        }
        return mebibytes;
    }

    private Optional<DesiredVm.Cd> cd(Cdrom cdrom) {
        return Optional.of(new DesiredVm.Cd(
                cdrom.diskImageRef() == null
                        ? medium(cdrom.guestTools())
                        : Optional.of(references.medium(cdrom.diskImageRef()))));
    }

    private Optional<Resolved<VdiRef>> medium(@Nullable Object guestTools) {
        return guestTools == null ? Optional.empty() : Optional.of(references.guestTools());
    }

    private void unknown(String field) {
        problems.add(Hindrance.stalls(Reason.InvalidSpec, field + " has a value that this version does not know"));
    }
}
