package io.xcpoperator.api.v1alpha1.patch;

/** Which CDs are taken out of drives. */
public enum EjectIsos {
    None,
    ToolsAndLocal,
    All,
    Unknown
}
