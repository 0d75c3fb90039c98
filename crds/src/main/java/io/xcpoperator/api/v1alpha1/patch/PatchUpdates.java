package io.xcpoperator.api.v1alpha1.patch;

/** What is installed. */
public enum PatchUpdates {
    All,
    None,
    Unknown
}
