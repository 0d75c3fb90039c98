package io.xcpoperator.api.v1alpha1;

/** What becomes of the pool's object when its resource is deleted. */
public enum DeletionPolicy {
    Delete,
    /** Nothing but our mark goes. */
    Retain,
    Unknown
}
