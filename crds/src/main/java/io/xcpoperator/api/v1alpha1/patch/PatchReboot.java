package io.xcpoperator.api.v1alpha1.patch;

/** When a host reboots. */
public enum PatchReboot {
    Always,
    IfNeeded,
    Never,
    Unknown
}
