package io.xcpoperator.api.v1alpha1.storage;

/** Whether a disk takes its space at once. */
public enum Provisioning {
    Thin,
    Thick,
    Unknown
}
