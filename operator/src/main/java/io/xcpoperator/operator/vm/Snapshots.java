package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.CopyRoom;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmPowerState;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the snapshot that a VM is to be made of, by the VirtualMachineSnapshot it was taken for, and judges whether it can be. */
final class Snapshots {
    private final PoolView view;
    private final ObjectKey pool;
    private final KindCache<VirtualMachineSnapshot> cache;
    private final String namespace;

    /** @param namespace that refers; no other one's snapshots are known to it */
    Snapshots(PoolView view, ObjectKey pool, KindCache<VirtualMachineSnapshot> cache, String namespace) {
        this.view = view;
        this.pool = pool;
        this.cache = cache;
        this.namespace = namespace;
    }

    /** @param copyTo the SR its disks are copied to; empty = cloned beside them */
    Resolved<VmFacts> find(String name, Optional<SrRef> copyTo) {
        ObjectKey key = new ObjectKey(namespace, name);
        Optional<VirtualMachineSnapshot> resource = cache.find(key);
        if (resource.isEmpty()) {
            String there = Nearby.list(
                    name,
                    cache.all()
                            .map(ObjectKey::of)
                            .filter(other -> other.namespace().equals(namespace))
                            .map(ObjectKey::name));
            String missing = "VirtualMachineSnapshot " + key + " does not exist";
            return waits(Reason.ReferenceNotFound, there.isEmpty() ? missing : missing + "; there is: " + there);
        }
        var status = resource.get().getStatus();
        String uuid = status == null ? null : status.uuid();
        if (status != null && Conditions.isTrue(status.conditions(), "Expired")) {
            return stalls(
                    Reason.NotFound,
                    "VirtualMachineSnapshot %s has expired, and its snapshot is gone: take another, and name that one"
                            .formatted(key));
        }
        if (status == null || uuid == null || !Conditions.isTrue(status.conditions(), Conditions.READY)) {
            String message = status == null ? "" : Objects.toString(status.message(), "");
            return waits(
                    Reason.ReferenceNotReady,
                    "VirtualMachineSnapshot %s is not ready%s".formatted(key, message.isEmpty() ? "" : ": " + message));
        }
        return view.vm(new VmUuid(uuid))
                .filter(record -> isOf(resource.get(), record))
                .map(record -> usable(key, record, copyTo))
                .orElseGet(() -> stalls(
                        Reason.NotFound,
                        "the snapshot of VirtualMachineSnapshot %s (%s) is not in pool %s: a new VM is made in the pool of its snapshot"
                                .formatted(key, uuid, pool)));
    }

    /** By its mark: what else has that uuid was not taken for the resource. */
    private static boolean isOf(VirtualMachineSnapshot resource, VmRecord record) {
        return record.isASnapshot()
                && OwnerMark.own(record.otherConfig(), MarkIndexes.SNAPSHOT_OWNER, record.uuidText())
                        .filter(mark ->
                                mark.resourceUid().equals(resource.getMetadata().getUid()))
                        .isPresent();
    }

    private Resolved<VmFacts> usable(ObjectKey key, VmRecord snapshot, Optional<SrRef> copyTo) {
        if (snapshot.powerState() != VmPowerState.HALTED) {
            return stalls(
                    Reason.InvalidSpec,
                    "VirtualMachineSnapshot %s has the guest's memory, and a guest that wakes up twice has one address twice: take one with memory Exclude, or restore this one in place"
                            .formatted(key));
        }
        List<VdiRecord> disks = CopyRoom.disks(snapshot, view);
        Optional<String> chain = copyTo.isPresent() ? Optional.empty() : CopyRoom.chain(disks, view);
        if (chain.isPresent()) {
            return waits(
                    Reason.SnapshotChainTooLong,
                    "%s: delete snapshots of the VM and let the storage coalesce, or name another storage in disks[].storageRepositoryRef for a full copy"
                            .formatted(chain.get()));
        }
        Map<SrRef, Long> needed = new LinkedHashMap<>();
        disks.stream()
                .filter(disk -> CopyRoom.isThick(copyTo.orElse(disk.sr()), view))
                .forEach(disk -> needed.merge(copyTo.orElse(disk.sr()), disk.virtualSize(), Long::sum));
        return CopyRoom.space(needed, "the new VM takes", view)
                .<Resolved<VmFacts>>map(why ->
                        new Resolved.Unresolved<>(Hindrance.waits(Reason.NoCapacity, why + ": free space on it")))
                .orElseGet(() -> new Resolved.Found<>(new FactsReader(view).vm(snapshot)));
    }

    private static Resolved<VmFacts> waits(Reason reason, String message) {
        return new Resolved.Unresolved<>(Hindrance.waits(reason, message));
    }

    private static Resolved<VmFacts> stalls(Reason reason, String message) {
        return new Resolved.Unresolved<>(Hindrance.stalls(reason, message));
    }
}
