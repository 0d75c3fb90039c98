package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.DiskBackup;
import io.xcpoperator.api.v1alpha1.vm.Evacuation;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields that are set and that this version does not act on, where it makes a difference: what equals the default does not. */
final class NotActedOn {
    private NotActedOn() {}

    /** For a person; empty when this version acts on all of the spec. */
    static Optional<String> sentence(VirtualMachineSpec spec) {
        List<String> fields = in(spec);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of("this version does not act on: " + String.join(", ", fields));
    }

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
        note(fields, "evacuation", spec.evacuation() != null && spec.evacuation() != Evacuation.Migrate);
        if (spec.disks() != null) {
            spec.disks()
                    .forEach(disk ->
                            note(fields, "disks[" + disk.name() + "].backup", disk.backup() == DiskBackup.Exclude));
        }
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
