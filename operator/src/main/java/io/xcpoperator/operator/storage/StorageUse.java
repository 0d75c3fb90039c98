package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which StorageRepositories another object names. Pure. */
final class StorageUse {
    private StorageUse() {}

    static List<ObjectKey> ofVm(VirtualMachine vm) {
        var disks = vm.getSpec().disks();
        return disks == null
                ? List.of()
                : disks.stream()
                        .flatMap(disk -> key(disk.storageRepositoryRef(), vm))
                        .distinct()
                        .toList();
    }

    static List<ObjectKey> ofPool(XcpPool pool) {
        return Stream.of(
                        pool.getSpec().defaultStorageRepositoryRef(),
                        pool.getSpec().suspendStorageRepositoryRef())
                .flatMap(ref -> key(ref, pool))
                .distinct()
                .toList();
    }

    private static Stream<ObjectKey> key(@Nullable Ref ref, HasMetadata from) {
        return ref == null
                ? Stream.empty()
                : Stream.of(ObjectKey.resolve(
                        ref.namespace(), ref.name(), from.getMetadata().getNamespace()));
    }
}
