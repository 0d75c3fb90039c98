package io.xcpoperator.api.v1alpha1;

/** Which outcomes are told. */
public enum NotifyWhen {
    Never,
    OnProblem,
    OnFailure,
    Always,
    Unknown
}
