package io.xcpoperator.api.v1alpha1.vm;

/** A device to boot from. */
public enum BootDevice {
    Disk,
    CdRom,
    Network,
    Unknown
}
