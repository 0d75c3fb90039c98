package io.xcpoperator.api.v1alpha1.backup;

/** What a test restore showed. */
public enum ProofResult {
    Booted,
    Failed,
    Unknown
}
