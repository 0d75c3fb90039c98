package io.xcpoperator.operator.vm;

/** Why a change waits: the one word in {@code status.pendingChanges}, spelled as a user reads it. */
enum Because {
    /** It is written, or kept back; the guest has it from its next start on. */
    NextBoot,
    /** It needs a restart, and restartPolicy allows none. */
    RestartPolicyNever,
    /** It needs a restart that is to be approved. */
    ApprovalRequired,
    /** The VM could not start with it and was put back. */
    StartFailed,
    /** It needs a restart, and restartPolicy's window is closed. */
    WindowClosed,
    /** It needs a restart, and no host would take the VM as it would be then. */
    NoCapacity,
    /** Another operation has the VM. */
    HeldBy,
    /** It is read at the first boot of the guest, and that is over. */
    FirstBootOver,
    /** It is paused or suspended; it must run or be halted for this. */
    VmAsleep,
    /** A snapshot is taken first, as safetySnapshots asks. */
    SafetySnapshot
}
