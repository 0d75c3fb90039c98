package io.xcpoperator.api.v1alpha1.backup;

/** How a VM is backed up. */
public enum BackupMode {
    Full,
    Incremental,
    /** Kept on the pool; at most 16. */
    Snapshot,
    /** A copy that could be started at once. */
    Replication,
    Unknown
}
