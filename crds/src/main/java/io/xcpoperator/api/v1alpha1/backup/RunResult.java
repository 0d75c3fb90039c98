package io.xcpoperator.api.v1alpha1.backup;

/** How a run ended. */
public enum RunResult {
    Running,
    Succeeded,
    PartlyFailed,
    Failed,
    Unknown
}
