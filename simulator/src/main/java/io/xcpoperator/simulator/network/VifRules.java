package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which operations a VIF allows, and why not (xen-api: {@code xapi_vif_helpers.valid_operations}). Pure. */
final class VifRules {
    private VifRules() {}

    /**
     * What the rules look at.
     *
     * @param powerState of the VM, as in the data model
     * @param hvm whether the VM runs as HVM
     * @param drivers whether its guest has reported PV drivers
     */
    record Facts(String ref, String vm, String powerState, boolean hvm, boolean drivers, boolean attached) {}

    static Optional<XapiFailure> refusal(VifOperation operation, Facts vif) {
        if (operation == VifOperation.ATTACH) {
            return Optional.empty();
        }
        if (!vif.powerState.equals("Running")) {
            return Optional.of(
                    new XapiFailure("VM_BAD_POWER_STATE", vif.vm, "running", vif.powerState.toLowerCase(Locale.ROOT)));
        }
        if (operation == VifOperation.PLUG && vif.attached) {
            return Optional.of(new XapiFailure("DEVICE_ALREADY_ATTACHED", vif.ref));
        }
        if (operation == VifOperation.UNPLUG && !vif.attached) {
            return Optional.of(new XapiFailure("DEVICE_ALREADY_DETACHED", vif.ref));
        }
        return vif.hvm && !vif.drivers
                ? Optional.of(new XapiFailure("VM_MISSING_PV_DRIVERS", vif.vm))
                : Optional.empty();
    }

    static List<String> allowed(Facts vif) {
        return Arrays.stream(VifOperation.values())
                .filter(operation -> refusal(operation, vif).isEmpty())
                .map(VifOperation::wireName)
                .toList();
    }
}
