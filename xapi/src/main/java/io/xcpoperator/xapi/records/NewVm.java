package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.OnCrashBehaviour;
import io.xcpoperator.xapi.types.OnNormalExit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A halted HVM machine to be created without a template. The pool fills no platform defaults in: copy them from a template.
 *
 * @param memory bytes, all four limits
 */
public record NewVm(
        String nameLabel,
        String nameDescription,
        long memory,
        long vcpus,
        Map<String, String> hvmBootParams,
        Map<String, String> platform,
        Map<String, String> otherConfig,
        Set<String> tags)
        implements CreateRecord {
    @Override
    public Map<String, Object> toWire() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name_label", nameLabel);
        fields.put("name_description", nameDescription);
        fields.put("user_version", 1L);
        fields.put("is_a_template", false);
        fields.put("affinity", HostRef.NULL);
        for (String limit :
                new String[] {"memory_static_max", "memory_dynamic_max", "memory_dynamic_min", "memory_static_min"}) {
            fields.put(limit, memory);
        }
        fields.put("VCPUs_params", Map.of());
        fields.put("VCPUs_max", vcpus);
        fields.put("VCPUs_at_startup", vcpus);
        fields.put("actions_after_shutdown", OnNormalExit.DESTROY);
        fields.put("actions_after_reboot", OnNormalExit.RESTART);
        fields.put("actions_after_crash", OnCrashBehaviour.RESTART);
        for (String legacy : new String[] {
            "PV_bootloader",
            "PV_kernel",
            "PV_ramdisk",
            "PV_args",
            "PV_bootloader_args",
            "PV_legacy_args",
            "PCI_bus",
            "recommendations"
        }) {
            fields.put(legacy, "");
        }
        fields.put("HVM_boot_policy", "BIOS order");
        fields.put("HVM_boot_params", hvmBootParams);
        fields.put("domain_type", "hvm");
        fields.put("platform", platform);
        fields.put("has_vendor_device", false);
        fields.put("other_config", otherConfig);
        fields.put("tags", tags);
        return fields;
    }
}
