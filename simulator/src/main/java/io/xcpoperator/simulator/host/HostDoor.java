package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;

/** What a host answers at. Called without the world's lock. */
public interface HostDoor {
    HostDoor NONE = new HostDoor() {};

    /** Cuts every connection and answers nobody until {@link #open}. */
    default void shut(Row host) {}

    default void open(Row host) {}

    /** Cuts every connection there is, of every host. */
    default void cutAll() {}
}
