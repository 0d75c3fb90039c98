package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** Which StorageRepositories another object names. Pure. */
final class StorageUse {
    private StorageUse() {}

    static List<ObjectKey> ofVm(VirtualMachine vm) {
        var disks = vm.getSpec().disks();
        return disks == null
                ? List.of()
                : disks.stream()
                        .flatMap(disk -> ObjectKey.named(disk.storageRepositoryRef(), vm))
                        .distinct()
                        .toList();
    }

    static List<ObjectKey> ofImage(DiskImage image) {
        return ObjectKey.named(image.getSpec().storageRepositoryRef(), image).toList();
    }

    static List<ObjectKey> ofPool(XcpPool pool) {
        return Stream.of(
                        pool.getSpec().defaultStorageRepositoryRef(),
                        pool.getSpec().suspendStorageRepositoryRef())
                .flatMap(ref -> ObjectKey.named(ref, pool))
                .distinct()
                .toList();
    }
}
