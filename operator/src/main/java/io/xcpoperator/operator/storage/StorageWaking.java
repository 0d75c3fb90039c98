package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.storage.LocalDevice;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which StorageRepositories a change elsewhere concerns. Pure. */
final class StorageWaking {
    private StorageWaking() {}

    /** Those that stand for what was touched or for nothing yet, and those whose task it was. */
    static Set<ObjectKey> concerned(Touched touched, Supplier<Stream<StorageRepository>> all) {
        var woken = new HashSet<>(Waking.of(
                touched, XapiClass.SR, all.get(), storage -> storage.getSpec().poolRef(), StorageWaking::uuid));
        boolean pool = touched.of(XapiClass.POOL).findAny().isPresent();
        if (pool) {
            all.get()
                    .filter(storage -> uuid(storage) == null || storage.isMarkedForDeletion())
                    .filter(storage -> Waking.refersTo(storage.getSpec().poolRef(), storage, touched.pool()))
                    .map(ObjectKey::of)
                    .forEach(woken::add);
        }
        touched.of(XapiClass.TASK)
                .filter(task -> task.otherConfig().containsKey(TaskMark.KEY))
                .flatMap(task -> OwnerMark.parse(task.otherConfig().getOrDefault(OwnerMark.KEY, "")).stream())
                .map(OwnerMark::key)
                .forEach(woken::add);
        return woken;
    }

    private static @Nullable String uuid(StorageRepository storage) {
        return storage.getStatus() == null ? null : storage.getStatus().uuid();
    }

    /** Those that it names, and those that may wait for an approval of their deletion on it. */
    static Set<ObjectKey> onPool(XcpPool pool, Stream<StorageRepository> all) {
        var woken = new HashSet<>(StorageUse.ofPool(pool));
        all.filter(storage -> storage.isMarkedForDeletion()
                        && Waking.refersTo(storage.getSpec().poolRef(), storage, ObjectKey.of(pool)))
                .map(ObjectKey::of)
                .forEach(woken::add);
        return woken;
    }

    /** Those on a host of this name. */
    static List<ObjectKey> onHost(String name, Stream<StorageRepository> all) {
        return all.filter(storage -> hosts(storage.getSpec()).anyMatch(name::equals))
                .map(ObjectKey::of)
                .toList();
    }

    private static Stream<String> hosts(StorageRepositorySpec spec) {
        Stream<LocalDevice> devices = Stream.of(spec.ext(), spec.lvm()).flatMap(Stream::ofNullable);
        return Stream.concat(
                devices.map(device -> device.hostRef().name()),
                Stream.ofNullable(spec.isoPath()).map(folder -> folder.hostRef().name()));
    }

    /** Those that log in with this Secret. */
    static List<ObjectKey> onSecret(ObjectKey secret, Stream<StorageRepository> all) {
        return all.filter(storage ->
                        secret.namespace().equals(storage.getMetadata().getNamespace())
                                && secrets(storage.getSpec()).anyMatch(secret.name()::equals))
                .map(ObjectKey::of)
                .toList();
    }

    private static Stream<String> secrets(StorageRepositorySpec spec) {
        Stream<String> shares = Stream.of(spec.smb(), spec.isoSmb())
                .flatMap(Stream::ofNullable)
                .map(smb -> smb.credentialsSecretRef().name());
        Stream<String> targets =
                Optional.ofNullable(spec.iscsi()).map(iscsi -> iscsi.chapSecretRef()).map(LocalRef::name).stream();
        return Stream.concat(shares, targets);
    }
}
