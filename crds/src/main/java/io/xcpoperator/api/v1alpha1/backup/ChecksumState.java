package io.xcpoperator.api.v1alpha1.backup;

/** What is known of a backup's bytes. */
public enum ChecksumState {
    Recorded,
    Verified,
    Mismatch,
    Unknown
}
