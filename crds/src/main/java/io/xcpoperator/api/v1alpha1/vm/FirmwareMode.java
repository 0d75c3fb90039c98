package io.xcpoperator.api.v1alpha1.vm;

/** Kinds of firmware. */
public enum FirmwareMode {
    BIOS,
    UEFI,
    Unknown
}
