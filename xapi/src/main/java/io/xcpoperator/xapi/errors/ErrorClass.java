package io.xcpoperator.xapi.errors;

/** What to do about an error. */
public enum ErrorClass {
    /** Try again after a back-off with jitter. */
    RETRY,
    /** Somebody or something outside must act: wait for an event or a person, no hot loop. */
    WAIT,
    /** The specification asks for something that cannot be: wait for a new one. */
    INVALID,
    /** The session is gone; handled inside this library. */
    SESSION,
    /** Another host is the coordinator; handled inside this library. */
    REDIRECT,
    /** A mistake of ours or a mismatch of versions. */
    BUG
}
