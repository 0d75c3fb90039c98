package io.xcpoperator.api.v1alpha1.pool;

/** State of a connection. */
public enum ConnectionState {
    Connecting,
    Connected,
    Disconnected,
    Unknown
}
