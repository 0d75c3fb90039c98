package io.xcpoperator.api.v1alpha1.host;

/** What an update asks for. */
public enum PackageClass {
    Reboot,
    Toolstack,
    None,
    Unknown
}
