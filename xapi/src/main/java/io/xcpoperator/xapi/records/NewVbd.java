package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.VbdMode;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Map;

/**
 * An attachment to be created.
 *
 * @param userdevice the slot, or "autodetect"
 */
public record NewVbd(
        VmRef vm,
        VdiRef vdi,
        String userdevice,
        boolean bootable,
        VbdMode mode,
        VbdType type,
        boolean empty,
        boolean unpluggable,
        Map<String, String> otherConfig,
        String qosAlgorithmType,
        Map<String, String> qosAlgorithmParams)
        implements CreateRecord {
    public static NewVbd disk(VmRef vm, VdiRef vdi, String userdevice, Map<String, String> otherConfig) {
        return new NewVbd(vm, vdi, userdevice, false, VbdMode.RW, VbdType.DISK, false, true, otherConfig, "", Map.of());
    }

    /** An empty drive; put a medium in with {@code VBD.insert}. */
    public static NewVbd emptyCd(VmRef vm, String userdevice, Map<String, String> otherConfig) {
        return new NewVbd(
                vm, VdiRef.NULL, userdevice, false, VbdMode.RO, VbdType.CD, true, true, otherConfig, "", Map.of());
    }

    @Override
    public Map<String, Object> toWire() {
        return Map.ofEntries(
                Map.entry("VM", vm),
                Map.entry("VDI", vdi),
                Map.entry("userdevice", userdevice),
                Map.entry("bootable", bootable),
                Map.entry("mode", mode),
                Map.entry("type", type),
                Map.entry("empty", empty),
                Map.entry("unpluggable", unpluggable),
                Map.entry("other_config", otherConfig),
                Map.entry("qos_algorithm_type", qosAlgorithmType),
                Map.entry("qos_algorithm_params", qosAlgorithmParams));
    }
}
