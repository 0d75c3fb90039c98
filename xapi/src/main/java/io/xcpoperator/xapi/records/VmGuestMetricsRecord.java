package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.Tristate;
import io.xcpoperator.xapi.types.VmGuestMetricsRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;

/** What the guest agent reports: the fields of class VM_guest_metrics that are used. */
public record VmGuestMetricsRecord(
        VmGuestMetricsRef ref,
        String uuid,
        Map<String, String> osVersion,
        Map<String, String> netbiosName,
        Map<String, String> pvDriversVersion,
        boolean pvDriversDetected,
        Map<String, String> networks,
        Map<String, String> other,
        boolean live,
        Tristate canUseHotplugVbd,
        Tristate canUseHotplugVif)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static VmGuestMetricsRecord read(VmGuestMetricsRef ref, Fields fields) {
        return new VmGuestMetricsRecord(
                ref,
                fields.string("uuid"),
                fields.map("os_version"),
                fields.map("netbios_name"),
                fields.map("PV_drivers_version"),
                fields.bool("PV_drivers_detected"),
                fields.map("networks"),
                fields.map("other"),
                fields.bool("live"),
                Tristate.of(fields.string("can_use_hotplug_vbd")),
                Tristate.of(fields.string("can_use_hotplug_vif")));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.VM_GUEST_METRICS;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
