package io.xcpoperator.api.v1alpha1.pool;

/** How a host's certificate is judged. */
public enum TlsMode {
    Verify,
    Pin,
    TrustOnFirstUse,
    Insecure,
    Unknown
}
