package io.xcpoperator.operator.storage;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.adopt.AdoptReconciler;

/** Stands for a storage repository of a pool that exists. */
@ControllerConfiguration(name = "storagerepository")
public final class StorageReconciler extends AdoptReconciler<StorageRepository, StorageRepositoryStatus> {
    public StorageReconciler(Platform platform) {
        super(platform, new StorageKind());
    }
}
