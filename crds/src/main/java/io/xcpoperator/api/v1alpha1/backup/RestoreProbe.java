package io.xcpoperator.api.v1alpha1.backup;

/** What proves that a restored VM lives. */
public enum RestoreProbe {
    GuestAgent,
    PowerState,
    Unknown
}
