package io.xcpoperator.api.v1alpha1.patch;

/** Whether a person approves each plan. */
public enum PatchApproval {
    Required,
    Automatic,
    Unknown
}
