package io.xcpoperator.api.v1alpha1.patch;

/** What happens to a VM that cannot migrate. */
public enum CannotMigrate {
    Block,
    Shutdown,
    Suspend,
    Unknown
}
