package io.xcpoperator.api.v1alpha1.storage;

/** What becomes of a storage repository when its resource is deleted. */
public enum StorageDeletionPolicy {
    Retain,
    Forget,
    Delete,
    Unknown
}
