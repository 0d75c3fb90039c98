package io.xcpoperator.api.v1alpha1.patch;

/** Whether what was switched off is back. */
public enum LedgerState {
    Untouched,
    Suspended,
    Restored,
    Unknown
}
