package io.xcpoperator.api.v1alpha1.vm;

/** What happens to a VM when its host is emptied. */
public enum Evacuation {
    Migrate,
    MigrateWithStorage,
    Shutdown,
    Suspend,
    Block,
    Unknown
}
