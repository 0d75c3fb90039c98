package io.xcpoperator.api.v1alpha1.vm;

/** Whether a VM is restored instead of created. */
public enum RecoveryWhen {
    Never,
    IfBackupExists,
    Unknown
}
