package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.List;
import java.util.Optional;

/** What a spec asks of firmware, platform and CD drive, for tests: nothing but what is said. */
final class AMachine {
    static final VdiRef TOOLS = new VdiRef("OpaqueRef:tools");

    private Optional<FirmwareMode> firmware = Optional.empty();
    private Optional<Boolean> secureBoot = Optional.empty();
    private Optional<Boolean> vtpm = Optional.empty();
    private Optional<String> order = Optional.empty();
    private Optional<Boolean> nested = Optional.empty();
    private Optional<Boolean> vendorDevice = Optional.empty();
    private Optional<Long> videoRam = Optional.empty();
    private Optional<List<String>> pci = Optional.empty();
    private Optional<DesiredVm.Cd> cd = Optional.empty();

    AMachine firmware(FirmwareMode mode) {
        firmware = Optional.of(mode);
        return this;
    }

    AMachine secureBoot(boolean on) {
        secureBoot = Optional.of(on);
        return this;
    }

    AMachine vtpm(boolean on) {
        vtpm = Optional.of(on);
        return this;
    }

    AMachine order(String letters) {
        order = Optional.of(letters);
        return this;
    }

    AMachine nested(boolean on) {
        nested = Optional.of(on);
        return this;
    }

    AMachine vendorDevice(boolean on) {
        vendorDevice = Optional.of(on);
        return this;
    }

    AMachine videoRam(long mebibytes) {
        videoRam = Optional.of(mebibytes);
        return this;
    }

    AMachine pci(String... addresses) {
        pci = Optional.of(List.of(addresses));
        return this;
    }

    AMachine tools() {
        cd = Optional.of(new DesiredVm.Cd(Optional.of(new Resolved.Found<>(TOOLS))));
        return this;
    }

    AMachine emptyDrive() {
        cd = Optional.of(new DesiredVm.Cd(Optional.empty()));
        return this;
    }

    DesiredVm vm() {
        return on(Wanted.running()).vm();
    }

    Wanted on(Wanted wanted) {
        wanted.machine =
                new DesiredVm.Machine(firmware, secureBoot, vtpm, order, nested, vendorDevice, videoRam, pci, cd);
        return wanted;
    }
}
