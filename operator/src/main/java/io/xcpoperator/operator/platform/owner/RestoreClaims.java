package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.api.v1alpha1.backup.RestoreMode;
import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The claims of restores in place, which a VM's {@code other_config} cannot hold: a revert puts it back to what it was at
 * the time of the snapshot. A restore is in phase Running before its first act, and until its last. Pure.
 */
public final class RestoreClaims {
    private RestoreClaims() {}

    /** The claims on the VM with this uuid: those it carries, and that of a restore of it that runs. */
    public static Claims on(
            Map<String, String> otherConfig, String vmUuid, Instant now, Stream<VirtualMachineRestore> restores) {
        Claims carried = Claims.of(otherConfig, vmUuid, now);
        return restores.filter(restore -> holds(restore, vmUuid))
                .findFirst()
                .map(restore -> joined(carried, holder(restore)))
                .orElse(carried);
    }

    /** Who a restore is, as the holder of a claim. */
    public static Claims.Holder holder(VirtualMachineRestore restore) {
        return new Claims.Holder(
                "VirtualMachineRestore",
                ObjectKey.of(restore),
                restore.getMetadata().getUid(),
                Optional.empty());
    }

    private static boolean holds(VirtualMachineRestore restore, String vmUuid) {
        return restore.getSpec().mode() == RestoreMode.InPlace
                && vmUuid.equals(restore.getSpec().confirm())
                && restore.getStatus() != null
                && restore.getStatus().phase() == RestorePhase.Running;
    }

    private static Claims joined(Claims carried, Claims.Holder holder) {
        Map<Claim, Claims.Holder> held = new EnumMap<>(Claim.class);
        held.putAll(carried.held());
        held.put(Claim.VM_DISKS, holder);
        return new Claims(held);
    }
}
