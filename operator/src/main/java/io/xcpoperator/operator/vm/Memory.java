package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.vm.DetachedDisk;
import io.xcpoperator.api.v1alpha1.vm.DiskStatus;
import io.xcpoperator.api.v1alpha1.vm.NetworkInterfaceStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier round left in status, and what a person approved. Only the token and the approvals cannot be had from
 * the pool again.
 *
 * @param known uuid of the VM
 * @param token stored before a VM was made
 * @param disks VDI uuids by entry
 * @param detached entries of disks that were detached and kept, by VDI uuid
 * @param nics network interfaces by entry
 * @param missingSince when the VM was first found missing
 * @param agentSince when the guest's agent was seen first
 */
record Memory(
        Optional<String> known,
        Optional<String> token,
        Map<String, String> disks,
        Map<String, String> detached,
        Map<String, DesiredVm.SeenNic> nics,
        Approvals approvals,
        Optional<Instant> missingSince,
        Optional<Instant> agentSince) {
    /** The name of the pending creation of the VM itself. */
    static final String VM = "vm";

    Memory {
        disks = Map.copyOf(disks);
        detached = Map.copyOf(detached);
        nics = Map.copyOf(nics);
    }

    static Memory of(VirtualMachine resource, Instant now) {
        VirtualMachineStatus status = resource.getStatus();
        if (status == null) {
            return new Memory(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Approvals.of(resource, null, now),
                    Optional.empty(),
                    Optional.empty());
        }
        return new Memory(
                Optional.ofNullable(status.uuid()),
                token(status),
                disks(status),
                detached(status),
                nics(status),
                Approvals.of(resource, status.approvals(), now),
                missingSince(status),
                agentSince(status));
    }

    private static Optional<String> token(VirtualMachineStatus status) {
        List<PendingCreation> pending = status.pendingCreations() == null ? List.of() : status.pendingCreations();
        return pending.stream()
                .filter(p -> p.name().equals(VM))
                .map(PendingCreation::token)
                .findFirst();
    }

    private static Map<String, String> disks(VirtualMachineStatus status) {
        Map<String, String> disks = new HashMap<>();
        for (DiskStatus disk : status.disks() == null ? List.<DiskStatus>of() : status.disks()) {
            String uuid = disk.uuid();
            if (uuid != null) {
                disks.put(disk.name(), uuid);
            }
        }
        return disks;
    }

    private static Map<String, String> detached(VirtualMachineStatus status) {
        Map<String, String> detached = new HashMap<>();
        for (DetachedDisk disk : status.detachedDisks() == null ? List.<DetachedDisk>of() : status.detachedDisks()) {
            String name = disk.name();
            if (disk.uuid() != null) {
                detached.put(disk.uuid(), name == null ? "" : name);
            }
        }
        return detached;
    }

    private static Map<String, DesiredVm.SeenNic> nics(VirtualMachineStatus status) {
        Map<String, DesiredVm.SeenNic> nics = new HashMap<>();
        String vm = status.uuid();
        List<NetworkInterfaceStatus> listed =
                status.networkInterfaces() == null ? List.of() : status.networkInterfaces();
        for (NetworkInterfaceStatus nic : listed) {
            String mac = nic.macAddress();
            if (vm != null && mac != null && mac.matches(Formats.MAC)) {
                nics.put(nic.name(), new DesiredVm.SeenNic(vm, Optional.ofNullable(nic.device()), mac));
            }
        }
        return nics;
    }

    private static Optional<Instant> missingSince(VirtualMachineStatus status) {
        return Conditions.find(status.conditions(), Conditions.STALLED)
                .filter(c -> Reason.Missing.text().equals(c.getReason()))
                .flatMap(Memory::since);
    }

    private static Optional<Instant> agentSince(VirtualMachineStatus status) {
        return Conditions.find(status.conditions(), VmConditions.GUEST_AGENT_CONNECTED)
                .filter(c -> "True".equals(c.getStatus()))
                .flatMap(Memory::since);
    }

    private static Optional<Instant> since(Condition condition) {
        try {
            return Optional.of(Instant.parse(condition.getLastTransitionTime()));
        } catch (DateTimeParseException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
