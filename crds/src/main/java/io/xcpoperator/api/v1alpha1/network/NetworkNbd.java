package io.xcpoperator.api.v1alpha1.network;

/** Whether disks may be read over a network. */
public enum NetworkNbd {
    None,
    Tls,
    Unknown
}
