package io.xcpoperator.api.v1alpha1.vm;

/** State of a guest's agent. */
public enum AgentState {
    Running,
    NotRunning,
    Unknown
}
