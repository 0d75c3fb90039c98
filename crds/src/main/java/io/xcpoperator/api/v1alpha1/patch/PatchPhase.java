package io.xcpoperator.api.v1alpha1.patch;

/** How far patching is. */
public enum PatchPhase {
    Idle,
    AwaitingApproval,
    AwaitingWindow,
    Running,
    PuttingBack,
    Succeeded,
    Failed,
    Paused,
    Unknown
}
