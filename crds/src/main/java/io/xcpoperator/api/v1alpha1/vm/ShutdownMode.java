package io.xcpoperator.api.v1alpha1.vm;

/** How a VM is stopped. */
public enum ShutdownMode {
    Clean,
    CleanThenForce,
    Force,
    Unknown
}
