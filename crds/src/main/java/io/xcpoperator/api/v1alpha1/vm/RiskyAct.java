package io.xcpoperator.api.v1alpha1.vm;

/** An act that may want a snapshot first. */
public enum RiskyAct {
    Revert,
    Restart,
    Resize,
    Unknown
}
