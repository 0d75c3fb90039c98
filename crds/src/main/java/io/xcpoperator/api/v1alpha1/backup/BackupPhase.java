package io.xcpoperator.api.v1alpha1.backup;

/** How far a backup is. */
public enum BackupPhase {
    Pending,
    Running,
    Completed,
    Failed,
    /** Retention took its bytes; the resource stays. */
    Expired,
    Unknown
}
