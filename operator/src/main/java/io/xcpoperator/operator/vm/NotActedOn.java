package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.util.ArrayList;
import java.util.List;

/** Fields that are set and that this version does not act on: said plainly in a condition, never silently passed over. */
final class NotActedOn {
    private NotActedOn() {}

    static List<String> in(VirtualMachineSpec spec) {
        List<String> fields = new ArrayList<>();
        note(fields, "recovery", spec.recovery() != null);
        note(fields, "firmware", spec.firmware() != null);
        note(fields, "boot", spec.boot() != null);
        note(fields, "advanced", spec.advanced() != null);
        note(fields, "cdrom", spec.cdrom() != null);
        note(fields, "cloudInit", spec.cloudInit() != null);
        note(fields, "safetySnapshots", spec.safetySnapshots() != null);
        note(
                fields,
                "restartPolicy.when InWindow",
                spec.restartPolicy() != null && spec.restartPolicy().when() == RestartWhen.InWindow);
        if (spec.networkInterfaces() != null) {
            spec.networkInterfaces().forEach(nic -> {
                String entry = "networkInterfaces[" + nic.name() + "]";
                Integer rate = nic.rateLimitKBps();
                note(fields, entry + ".rateLimitKBps", rate != null && rate != 0);
                note(
                        fields,
                        entry + ".allowedAddresses",
                        nic.allowedAddresses() != null
                                && !nic.allowedAddresses().isEmpty());
            });
        }
        return List.copyOf(fields);
    }

    private static void note(List<String> fields, String field, boolean set) {
        if (set) {
            fields.add(field);
        }
    }
}
