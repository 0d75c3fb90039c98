package io.xcpoperator.api.v1alpha1.snapshot;

/** Whether a snapshot takes the memory. */
public enum SnapshotMemory {
    Exclude,
    Include,
    Unknown
}
