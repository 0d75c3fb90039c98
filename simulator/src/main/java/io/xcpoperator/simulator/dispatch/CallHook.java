package io.xcpoperator.simulator.dispatch;

/** What stands between the wire and the handlers: faults and counting. Called without the world's lock. */
public interface CallHook {
    CallHook NONE = new CallHook() {};

    /**
     * A call of a known message comes in; may wait, or fail with {@code XapiFailure} in the handler's place.
     *
     * @param method full name without prefix, {@code VM.start}
     */
    default void before(String method) {}

    /** Whether the connection of an upload is cut now that so many bytes of it have come. */
    default boolean cutsUpload(long bytes) {
        return false;
    }

    /** Its handler is through. */
    default void after(String method) {}
}
