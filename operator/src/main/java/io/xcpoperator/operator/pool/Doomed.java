package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Retention;
import io.xcpoperator.operator.platform.status.Conditions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a pool whose deletion would destroy something there, by metadata.uid: VirtualMachines,
 * VirtualMachineSnapshots, DiskImages, XcpNetworks and StorageRepositories. One that cannot go for another reason that
 * only the pool knows (foreign snapshots, a disk left in it) is among them: too many is the safe side. Pure.
 */
final class Doomed {
    private Doomed() {}

    /** @param going whether a namespace is itself being deleted: that counts as Retain */
    static Set<String> of(ObjectKey pool, Stream<VirtualMachine> all, Predicate<String> going) {
        return counted(
                all, vm -> Waking.refersTo(vm.getSpec().poolRef(), vm, pool) && destroys(vm) && stands(vm), going);
    }

    /** The same of snapshots; the pool is that of their VirtualMachine, and one whose VirtualMachine is gone is not counted. */
    static Set<String> snapshots(
            ObjectKey pool,
            Stream<VirtualMachineSnapshot> all,
            Function<ObjectKey, Optional<VirtualMachine>> vms,
            Predicate<String> going) {
        return counted(all, snapshot -> isIn(pool, snapshot, vms) && destroys(snapshot) && stands(snapshot), going);
    }

    /** The same of images; the pool is that of the storage they are kept in. */
    static Set<String> images(
            ObjectKey pool,
            Stream<DiskImage> all,
            Function<ObjectKey, Optional<StorageRepository>> storages,
            Predicate<String> going) {
        return counted(all, image -> isIn(pool, image, storages) && destroys(image) && stands(image), going);
    }

    /** The same of networks: with one go its VLANs and bonds. */
    static Set<String> networks(ObjectKey pool, Stream<XcpNetwork> all, Predicate<String> going) {
        return counted(
                all,
                network -> Waking.refersTo(network.getSpec().poolRef(), network, pool)
                        && destroys(network)
                        && stands(network),
                going);
    }

    /** The same of storage that is wiped; what is forgotten or let go keeps its data. */
    static Set<String> storages(ObjectKey pool, Stream<StorageRepository> all, Predicate<String> going) {
        return counted(
                all,
                storage -> Waking.refersTo(storage.getSpec().poolRef(), storage, pool)
                        && storage.getSpec().deletionPolicy() == StorageDeletionPolicy.Delete
                        && ManagementGate.of(storage, storage.getSpec().managementPolicy())
                                .mayWrite()
                        && stands(storage),
                going);
    }

    /** Those of one kind that are being deleted and count. */
    private static <R extends HasMetadata> Set<String> counted(
            Stream<R> all, Predicate<R> counts, Predicate<String> going) {
        return all.filter(resource -> resource.isMarkedForDeletion()
                        && counts.test(resource)
                        && !going.test(resource.getMetadata().getNamespace()))
                .map(resource -> resource.getMetadata().getUid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isIn(
            ObjectKey pool, DiskImage image, Function<ObjectKey, Optional<StorageRepository>> storages) {
        var ref = image.getSpec().storageRepositoryRef();
        String namespace = image.getMetadata().getNamespace();
        return storages.apply(ObjectKey.resolve(ref.namespace(), ref.name(), namespace))
                .filter(storage -> Waking.refersTo(storage.getSpec().poolRef(), storage, pool))
                .isPresent();
    }

    private static boolean destroys(DiskImage image) {
        boolean adopted = image.getSpec().source().existing() != null;
        return Retention.destroys(image.getSpec().deletionPolicy(), adopted)
                && ManagementGate.of(image, image.getSpec().managementPolicy()).mayWrite();
    }

    private static boolean stands(DiskImage image) {
        DiskImageStatus status = image.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Approvals.of(image, status.approvals(), Instant.EPOCH)
                        .grants(Approvals.ABANDON, image.getMetadata().getUid());
    }

    private static boolean destroys(XcpNetwork network) {
        boolean adopted = network.getSpec().existing() != null;
        return Retention.destroys(network.getSpec().deletionPolicy(), adopted)
                && ManagementGate.of(network, network.getSpec().managementPolicy())
                        .mayWrite();
    }

    private static boolean stands(XcpNetwork network) {
        XcpNetworkStatus status = network.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Approvals.of(network, status.approvals(), Instant.EPOCH)
                        .grants(Approvals.ABANDON, network.getMetadata().getUid());
    }

    private static boolean stands(StorageRepository storage) {
        StorageRepositoryStatus status = storage.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Approvals.of(storage, status.approvals(), Instant.EPOCH)
                        .grants(Approvals.ABANDON, storage.getMetadata().getUid());
    }

    private static boolean isIn(
            ObjectKey pool, VirtualMachineSnapshot snapshot, Function<ObjectKey, Optional<VirtualMachine>> vms) {
        String name = snapshot.getSpec().virtualMachineRef().name();
        return vms.apply(new ObjectKey(snapshot.getMetadata().getNamespace(), name))
                .filter(vm -> Waking.refersTo(vm.getSpec().poolRef(), vm, pool))
                .isPresent();
    }

    private static boolean destroys(VirtualMachineSnapshot snapshot) {
        return Retention.destroys(snapshot.getSpec().deletionPolicy(), false)
                && ManagementGate.of(snapshot, snapshot.getSpec().managementPolicy())
                        .mayWrite();
    }

    /** Expired ones have nothing left in the pool. */
    private static boolean stands(VirtualMachineSnapshot snapshot) {
        VirtualMachineSnapshotStatus status = snapshot.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Conditions.isTrue(status.conditions(), "Expired")
                && !Approvals.of(snapshot, status.approvals(), Instant.EPOCH)
                        .has(Approvals.ABANDON, snapshot.getMetadata().getUid());
    }

    private static boolean destroys(VirtualMachine vm) {
        VirtualMachineSpec spec = vm.getSpec();
        boolean adopted = spec.source() != null && spec.source().existing() != null;
        return Retention.destroys(spec.deletionPolicy(), adopted)
                && !Boolean.TRUE.equals(spec.deletionProtection())
                && ManagementGate.of(vm, spec.managementPolicy()).mayWrite();
    }

    /** It stands for a VM, or may, and is not let go untouched. */
    private static boolean stands(VirtualMachine vm) {
        VirtualMachineStatus status = vm.getStatus();
        return status != null
                && (status.uuid() != null || status.pendingCreations() != null)
                && !Approvals.of(vm, status.approvals(), Instant.EPOCH)
                        .grants(Approvals.ABANDON, vm.getMetadata().getUid());
    }
}
