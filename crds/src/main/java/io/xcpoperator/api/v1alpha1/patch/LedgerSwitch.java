package io.xcpoperator.api.v1alpha1.patch;

/** Whether something was on. */
public enum LedgerSwitch {
    Enabled,
    Disabled,
    Unknown
}
