package io.xcpoperator.api.v1alpha1.pool;

/** Whose certificates are used. */
public enum SecureBootCertificates {
    Default,
    Custom,
    Unknown
}
