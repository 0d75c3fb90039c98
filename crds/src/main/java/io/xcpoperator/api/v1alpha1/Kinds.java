package io.xcpoperator.api.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.backup.BackupPolicy;
import io.xcpoperator.api.v1alpha1.backup.BackupRepository;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineBackup;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.patch.PatchPlan;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.util.List;

/** Every kind of the group. */
public final class Kinds {

    private Kinds() {}

    /** Every kind, in the order in which a person meets them. */
    public static List<Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>>> all() {
        return List.of(
                XcpPool.class,
                XcpHost.class,
                VirtualMachine.class,
                XcpNetwork.class,
                StorageRepository.class,
                VirtualMachineSnapshot.class,
                DiskImage.class,
                BackupRepository.class,
                BackupPolicy.class,
                VirtualMachineBackup.class,
                VirtualMachineRestore.class,
                PatchPlan.class,
                XcpInquiry.class);
    }
}
