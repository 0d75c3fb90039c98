package io.xcpoperator.operator.platform.status;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a change waits: the one word in {@code status.pendingChanges}, spelled as a user reads it, and what it means. */
public enum Because {
    NextBoot("the guest has it from its next start on"),
    RestartPolicyNever("needs a restart, and restartPolicy is Never"),
    ApprovalRequired("waits for leave"),
    StartFailed("the VM could not start with it and was put back"),
    WindowClosed("waits for restartPolicy's window"),
    NoCapacity("no host would take the VM as it would be then"),
    HeldBy("another operation has the VM"),
    FirstBootOver("the guest reads it at its first boot, which is over: a new VM has it"),
    VmAsleep("the VM is paused or suspended, and must run or be halted for this"),
    SafetySnapshot("needs a restart, and the snapshot that safetySnapshots asks for before it is not there yet");

    private static final Map<String, Because> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Because::name, because -> because));

    private final String sentence;

    Because(String sentence) {
        this.sentence = sentence;
    }

    /** Empty for what another version of the operator wrote. */
    public static Optional<Because> find(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    /** What it means to who waits, to stand behind the change. */
    public String sentence() {
        return sentence;
    }
}
