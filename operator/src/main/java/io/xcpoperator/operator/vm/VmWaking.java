package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.vm.Cdrom;
import io.xcpoperator.api.v1alpha1.vm.CloudInitData;
import io.xcpoperator.api.v1alpha1.vm.ImageSource;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which VMs a change elsewhere concerns. Pure. */
final class VmWaking {
    /** What a change of the pool around a VM may mend. */
    private static final Set<String> MENDED_BY_THE_POOL = Set.of(
            Reason.NoCapacity.text(),
            Reason.NotFound.text(),
            Reason.Ambiguous.text(),
            Reason.InvalidSpec.text(),
            Reason.InUse.text(),
            Reason.HostUnavailable.text(),
            Reason.StorageError.text(),
            Reason.MassDeletionHeld.text(),
            Reason.HostLacksResource.text(),
            Reason.MigrationNetwork.text(),
            Reason.RollingUpgrade.text());

    private static final Set<String> AT_WORK =
            Set.of(Reason.Applying.text(), Reason.TaskRunning.text(), Reason.PoolBusy.text());

    private VmWaking() {}

    static Collection<ObjectKey> concerned(Touched touched, Supplier<Stream<VirtualMachine>> all) {
        Set<ObjectKey> keys = new HashSet<>();
        if (touched.whole()) {
            all.get().filter(vm -> of(vm, touched.pool())).map(ObjectKey::of).forEach(keys::add);
            return keys;
        }
        Set<String> strangers = new HashSet<>();
        for (Touched.Item item : touched.items()) {
            Optional<ObjectKey> marked = marked(item);
            marked.ifPresent(keys::add);
            if (item.type() != XapiClass.TASK && (marked.isEmpty() || isCopy(item))) {
                strangers.add(item.uuid());
            }
        }
        if (!strangers.isEmpty()) {
            boolean pool = touched.of(XapiClass.POOL).findAny().isPresent();
            all.get()
                    .filter(vm -> of(vm, touched.pool()))
                    .filter(vm -> names(vm, strangers) || waits(vm) || (pool && waitsForThePoolsSwitch(vm)))
                    .map(ObjectKey::of)
                    .forEach(keys::add);
        }
        return keys;
    }

    /** A copy made by hand carries the mark of its original; it may be the template that another VM waits for. */
    private static boolean isCopy(Touched.Item item) {
        return item.type() == XapiClass.VM && item.mark().isEmpty();
    }

    /** A disk carries the mark of the VM it was made for, all else its own; a task's is its resource's. */
    private static Optional<ObjectKey> marked(Touched.Item item) {
        String key = item.type() == XapiClass.VDI ? MarkIndexes.DISK_OF : OwnerMark.KEY;
        String text = item.otherConfig().getOrDefault(key, "");
        String mark =
                item.type() == XapiClass.VDI && text.contains("/") ? text.substring(0, text.lastIndexOf('/')) : text;
        boolean ours = item.type() == XapiClass.VM || item.type() == XapiClass.TASK || item.type() == XapiClass.VDI;
        return ours ? OwnerMark.parse(mark).map(OwnerMark::key) : Optional.empty();
    }

    private static boolean names(VirtualMachine vm, Set<String> uuids) {
        boolean known = vm.getStatus() != null
                && uuids.contains(Objects.toString(vm.getStatus().uuid(), ""));
        var existing = vm.getSpec().source().existing();
        return known || (existing != null && uuids.contains(existing.uuid()));
    }

    private static boolean waits(VirtualMachine vm) {
        return isBehind(vm)
                || Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                        .filter(c -> "False".equals(c.getStatus()) && MENDED_BY_THE_POOL.contains(c.getReason()))
                        .isPresent();
    }

    /** Its status is not about the spec as it is now: a round may be under way that saw what was before the change. */
    private static boolean isBehind(VirtualMachine vm) {
        var status = vm.getStatus();
        return status == null
                || status.observedGeneration() == null
                || status.observedGeneration() < vm.getMetadata().getGeneration();
    }

    /** Ready all the same. */
    private static boolean waitsForThePoolsSwitch(VirtualMachine vm) {
        return vm.getStatus() != null && Conditions.isTrue(vm.getStatus().conditions(), VmConditions.AUTO_POWER_ON_OFF);
    }

    private static boolean of(VirtualMachine vm, ObjectKey pool) {
        return vm.getSpec() != null && refers(vm, vm.getSpec().poolRef(), pool);
    }

    static boolean refers(VirtualMachine vm, Ref ref, ObjectKey target) {
        return ObjectKey.resolve(ref.namespace(), ref.name(), vm.getMetadata().getNamespace())
                .equals(target);
    }

    /**
     * A pool's and a storage's status change all the time: only those that wait for something care, and not those whose
     * work goes on, which its own events and its turn wake.
     */
    private static boolean idle(VirtualMachine vm) {
        return isBehind(vm)
                || Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                        .filter(c -> "True".equals(c.getStatus()) || AT_WORK.contains(c.getReason()))
                        .isEmpty();
    }

    static List<ObjectKey> onPool(ObjectKey pool, Stream<VirtualMachine> all) {
        return all.filter(vm -> idle(vm) && of(vm, pool)).map(ObjectKey::of).toList();
    }

    static List<ObjectKey> onNetwork(ObjectKey network, Stream<VirtualMachine> all) {
        return all.filter(vm -> spec(vm).map(VirtualMachineSpec::networkInterfaces).stream()
                        .flatMap(List::stream)
                        .anyMatch(nic -> refers(vm, nic.networkRef(), network)))
                .map(ObjectKey::of)
                .toList();
    }

    /** Those that wait for an image. */
    static List<ObjectKey> onImage(ObjectKey image, Stream<VirtualMachine> all) {
        return all.filter(VmWaking::idle)
                .filter(vm -> spec(vm)
                        .map(spec -> Stream.of(
                                Optional.ofNullable(spec.source().image()).map(ImageSource::diskImageRef),
                                Optional.ofNullable(spec.cdrom()).map(Cdrom::diskImageRef)))
                        .stream()
                        .flatMap(refs -> refs)
                        .flatMap(Optional::stream)
                        .anyMatch(ref -> refers(vm, ref, image)))
                .map(ObjectKey::of)
                .toList();
    }

    /** Those that are to be made of a snapshot, and those it is a safety snapshot of. */
    static List<ObjectKey> onSnapshot(VirtualMachineSnapshot snapshot, Stream<VirtualMachine> all) {
        ObjectKey key = ObjectKey.of(snapshot);
        return all.filter(vm -> key.namespace().equals(vm.getMetadata().getNamespace()))
                .filter(vm ->
                        SnapshotLabels.isSafetyOf(snapshot, vm.getMetadata().getUid())
                                || (idle(vm)
                                        && spec(vm).flatMap(spec -> Optional.ofNullable(
                                                        spec.source().snapshot()))
                                                .filter(source -> source.virtualMachineSnapshotRef()
                                                        .name()
                                                        .equals(key.name()))
                                                .isPresent()))
                .map(ObjectKey::of)
                .toList();
    }

    /** Those whose cloud-init is in the Secret. */
    static List<ObjectKey> onSecret(ObjectKey secret, Stream<VirtualMachine> all) {
        return all.filter(vm -> secret.namespace().equals(vm.getMetadata().getNamespace()))
                .filter(vm -> spec(vm).map(VirtualMachineSpec::cloudInit).stream()
                        .flatMap(cloudInit -> Stream.of(cloudInit.userData(), cloudInit.networkData()))
                        .filter(Objects::nonNull)
                        .map(CloudInitData::secretKeyRef)
                        .filter(Objects::nonNull)
                        .anyMatch(ref -> ref.name().equals(secret.name())))
                .map(ObjectKey::of)
                .toList();
    }

    static List<ObjectKey> onStorage(ObjectKey storage, Stream<VirtualMachine> all) {
        return all.filter(VmWaking::idle)
                .filter(vm -> spec(vm).map(VirtualMachineSpec::disks).stream()
                        .flatMap(List::stream)
                        .flatMap(disk -> Optional.ofNullable(disk.storageRepositoryRef()).stream())
                        .anyMatch(ref -> refers(vm, ref, storage)))
                .map(ObjectKey::of)
                .toList();
    }

    /** What a restore in place begins or ends to claim. */
    static List<ObjectKey> onRestore(VirtualMachineRestore restore, Stream<VirtualMachine> all) {
        String uuid = restore.getSpec().confirm();
        return uuid == null
                ? List.of()
                : all.filter(vm -> names(vm, Set.of(uuid))).map(ObjectKey::of).toList();
    }

    /** A host lies in its pool's namespace. */
    static List<ObjectKey> onHost(ObjectKey host, Stream<VirtualMachine> all) {
        return all.filter(vm -> spec(vm).map(VirtualMachineSpec::placement)
                        .filter(p -> p.hostRef().name().equals(host.name()))
                        .isPresent())
                .map(ObjectKey::of)
                .toList();
    }

    /** What its namespace may use hangs on the namespace's labels. */
    static List<ObjectKey> onNamespace(String namespace, Stream<VirtualMachine> all) {
        return all.filter(vm -> namespace.equals(vm.getMetadata().getNamespace()) && idle(vm))
                .map(ObjectKey::of)
                .toList();
    }

    private static Optional<VirtualMachineSpec> spec(VirtualMachine vm) {
        return Optional.ofNullable(vm.getSpec());
    }
}
