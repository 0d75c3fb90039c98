package io.xcpoperator.api.v1alpha1.vm;

/** What becomes of the cloud-init drive. */
public enum CloudInitDrive {
    /** It goes five minutes after the guest's agent is seen. */
    RemoveAfterFirstBoot,
    Keep,
    Unknown
}
