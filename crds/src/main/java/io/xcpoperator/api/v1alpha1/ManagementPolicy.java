package io.xcpoperator.api.v1alpha1;

/** Whether the operator may write to the pool for a resource. */
public enum ManagementPolicy {
    /** Makes the pool match the spec. */
    Manage,
    /** Reports status only; not one write. */
    Observe,
    /** Lists in {@code status.plan} the calls that Manage would make. */
    Plan,
    Unknown
}
