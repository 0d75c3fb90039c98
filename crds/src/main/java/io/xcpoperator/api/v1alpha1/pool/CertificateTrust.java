package io.xcpoperator.api.v1alpha1.pool;

/** Why a certificate is trusted, or that it is not. */
public enum CertificateTrust {
    Verified,
    Pinned,
    FirstUse,
    Insecure,
    Refused,
    Unknown
}
