package io.xcpoperator.api.v1alpha1.vm;

/** When a VM may be restarted for a change. */
public enum RestartWhen {
    Never,
    OnApproval,
    Immediately,
    InWindow,
    Unknown
}
