package io.xcpoperator.api.v1alpha1.vm;

/** What becomes of the cloud-init drive. */
public enum CloudInitDrive {
    /**
     * It goes five minutes after the guest's agent is seen, or fifteen after the start where none is; a guest without
     * drivers gives it up at its next stop only.
     */
    RemoveAfterFirstBoot,
    Keep,
    Unknown
}
