package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;

/** What a host finds when it starts. Under the world's lock. */
public interface HostStart {
    HostStart NOTHING = new HostStart() {};

    /** Whether the machine can boot at all. */
    default boolean boots(Row host) {
        return true;
    }

    /**
     * Its toolstack starts.
     *
     * @param booted whether the machine did too
     */
    default void started(Row host, boolean booted) {}
}
