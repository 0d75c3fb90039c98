package io.xcpoperator.api.v1alpha1.storage;

/** When a storage repository may be made. */
public enum CreateStorage {
    IfEmpty,
    Beside,
    Unknown
}
