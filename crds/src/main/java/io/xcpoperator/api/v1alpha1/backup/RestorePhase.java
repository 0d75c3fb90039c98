package io.xcpoperator.api.v1alpha1.backup;

/** How far a restore is. */
public enum RestorePhase {
    Pending,
    Running,
    Completed,
    Failed,
    Unknown
}
