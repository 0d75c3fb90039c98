package io.xcpoperator.api.v1alpha1.backup;

/** How a restore lands. */
public enum RestoreMode {
    NewVirtualMachine,
    /** A safety snapshot is taken first. */
    InPlace,
    Unknown
}
