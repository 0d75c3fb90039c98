package io.xcpoperator.api.v1alpha1.network;

/** Where a host's address comes from. */
public enum AddressMode {
    Static,
    DHCP,
    Unknown
}
