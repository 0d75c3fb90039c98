package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which operations a VBD allows, and why not (xen-api: {@code xapi_vbd_helpers.valid_operations}). Pure. */
final class VbdRules {
    private VbdRules() {}

    /**
     * What the rules look at.
     *
     * @param powerState of the VM, as in the data model
     * @param hvm whether the VM runs as HVM
     * @param drivers whether its guest has reported PV drivers
     */
    record Facts(
            String ref,
            String vm,
            String powerState,
            boolean hvm,
            boolean drivers,
            String type,
            boolean empty,
            boolean attached,
            boolean unpluggable) {
        boolean cd() {
            return type.equals("CD");
        }

        boolean running() {
            return powerState.equals("Running");
        }
    }

    static Optional<XapiFailure> refusal(VbdOperation operation, Facts vbd) {
        return Optional.ofNullable(
                switch (operation) {
                    case ATTACH -> null;
                    case PAUSE, UNPAUSE ->
                        vbd.running() || vbd.powerState.equals("Paused") ? null : wrongState(vbd, "running");
                    case EJECT -> media(vbd, vbd.empty, "VBD_IS_EMPTY");
                    case INSERT -> media(vbd, !vbd.empty, "VBD_NOT_EMPTY");
                    case PLUG, UNPLUG, UNPLUG_FORCE -> hotplug(operation, vbd);
                });
    }

    @SuppressWarnings("NullAway") // null means: no objection
    private static XapiFailure media(Facts vbd, boolean wrong, String code) {
        if (!vbd.cd()) {
            return new XapiFailure("VBD_NOT_REMOVABLE_MEDIA", vbd.ref);
        }
        if (wrong) {
            return new XapiFailure(code, vbd.ref);
        }
        return vbd.powerState.equals("Suspended") ? wrongState(vbd, "running") : null;
    }

    @SuppressWarnings("NullAway") // null means: no objection
    private static XapiFailure hotplug(VbdOperation operation, Facts vbd) {
        if (operation != VbdOperation.PLUG && !vbd.unpluggable) {
            return new XapiFailure("VBD_NOT_UNPLUGGABLE", vbd.ref);
        }
        if (!vbd.running()) {
            return wrongState(vbd, "running");
        }
        if (vbd.hvm && vbd.cd()) {
            return new XapiFailure(
                    "OPERATION_NOT_ALLOWED", "HVM CDROMs cannot be hotplugged/unplugged, only inserted or ejected");
        }
        if (operation == VbdOperation.PLUG && vbd.attached) {
            return new XapiFailure("DEVICE_ALREADY_ATTACHED", vbd.ref);
        }
        if (operation != VbdOperation.PLUG && !vbd.attached) {
            return new XapiFailure("DEVICE_ALREADY_DETACHED", vbd.ref);
        }
        return vbd.hvm && !vbd.drivers ? new XapiFailure("VM_MISSING_PV_DRIVERS", vbd.vm) : null;
    }

    private static XapiFailure wrongState(Facts vbd, String expected) {
        return new XapiFailure("VM_BAD_POWER_STATE", vbd.vm, expected, vbd.powerState.toLowerCase(Locale.ROOT));
    }

    static List<String> allowed(Facts vbd) {
        return Arrays.stream(VbdOperation.values())
                .filter(operation -> refusal(operation, vbd).isEmpty())
                .map(VbdOperation::wireName)
                .toList();
    }
}
