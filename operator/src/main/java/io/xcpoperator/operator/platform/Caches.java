package io.xcpoperator.operator.platform;

import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.events.KindCache;
import java.util.List;

/** The objects of each kind, one informer a kind. */
public record Caches(
        KindCache<XcpPool> pools,
        KindCache<XcpHost> hosts,
        KindCache<XcpNetwork> networks,
        KindCache<StorageRepository> storageRepositories,
        KindCache<DiskImage> images,
        KindCache<VirtualMachine> virtualMachines,
        KindCache<VirtualMachineSnapshot> snapshots,
        KindCache<VirtualMachineRestore> restores) {
    public Caches() {
        this(
                new KindCache<>(XcpPool.class),
                new KindCache<>(XcpHost.class),
                new KindCache<>(XcpNetwork.class),
                new KindCache<>(StorageRepository.class),
                new KindCache<>(DiskImage.class),
                new KindCache<>(VirtualMachine.class),
                new KindCache<>(VirtualMachineSnapshot.class),
                new KindCache<>(VirtualMachineRestore.class));
    }

    public List<KindCache<?>> all() {
        return List.of(pools, hosts, networks, storageRepositories, images, virtualMachines, snapshots, restores);
    }
}
