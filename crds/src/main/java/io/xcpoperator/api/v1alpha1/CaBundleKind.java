package io.xcpoperator.api.v1alpha1;

/** Where certificates are kept. */
public enum CaBundleKind {
    Secret,
    ConfigMap,
    Unknown
}
