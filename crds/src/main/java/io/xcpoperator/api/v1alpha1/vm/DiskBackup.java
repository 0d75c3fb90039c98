package io.xcpoperator.api.v1alpha1.vm;

/** Whether backups take a disk. */
public enum DiskBackup {
    Include,
    Exclude,
    Unknown
}
