package io.xcpoperator.api.v1alpha1.vm;

/** How much high availability does for a VM. */
public enum RestartPriority {
    Restart,
    BestEffort,
    None,
    Unknown
}
