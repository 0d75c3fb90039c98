package io.xcpoperator.api.v1alpha1.host;

/** Whether a host shall be on. */
public enum HostPower {
    Running,
    Halted,
    Unknown
}
