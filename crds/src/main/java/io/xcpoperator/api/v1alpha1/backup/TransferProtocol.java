package io.xcpoperator.api.v1alpha1.backup;

/** How bytes leave the pool. */
public enum TransferProtocol {
    Auto,
    Nbd,
    Http,
    Unknown
}
