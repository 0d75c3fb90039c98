package io.xcpoperator.api.v1alpha1.patch;

/** What happens to a host. */
public enum PatchStep {
    Pending,
    Evacuating,
    Installing,
    Rebooting,
    WaitingForReboot,
    Enabling,
    BringingBack,
    Done,
    Failed,
    Unknown
}
