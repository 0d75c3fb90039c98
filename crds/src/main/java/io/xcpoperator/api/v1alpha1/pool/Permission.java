package io.xcpoperator.api.v1alpha1.pool;

/** What a namespace may do with a pool. */
public enum Permission {
    /** VMs from templates and images. */
    Use,
    /** Any existing VM. */
    Adopt,
    /** Hosts, patching, storage, networks, VMs nobody declared, metadata. */
    Administer,
    Unknown
}
