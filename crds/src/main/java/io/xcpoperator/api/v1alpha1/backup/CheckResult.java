package io.xcpoperator.api.v1alpha1.backup;

/** What a check found. */
public enum CheckResult {
    Clean,
    Damaged,
    Failed,
    Unknown
}
