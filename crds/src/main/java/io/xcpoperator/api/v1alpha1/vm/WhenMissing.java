package io.xcpoperator.api.v1alpha1.vm;

/** What to do when a VM that was once there is gone. */
public enum WhenMissing {
    /** Say so and wait for a person. */
    Stall,
    /** Make it again from its source. */
    Recreate,
    Unknown
}
