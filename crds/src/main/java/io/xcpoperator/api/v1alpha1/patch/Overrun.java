package io.xcpoperator.api.v1alpha1.patch;

/** What happens at the end of a window. */
public enum Overrun {
    Finish,
    Stop,
    Unknown
}
