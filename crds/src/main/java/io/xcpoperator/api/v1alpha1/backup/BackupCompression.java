package io.xcpoperator.api.v1alpha1.backup;

/** How a full backup is compressed. */
public enum BackupCompression {
    Zstd,
    Gzip,
    None,
    Unknown
}
