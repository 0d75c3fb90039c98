package io.xcpoperator.api.v1alpha1.host;

/** Ways to switch a host on. */
public enum PowerOnMode {
    Disabled,
    WakeOnLan,
    Ipmi,
    Custom,
    Unknown
}
