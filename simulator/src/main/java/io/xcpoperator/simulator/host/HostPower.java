package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;

/** The machine under a host: what goes off and on with it, such as its listener. Called without the world's lock. */
public interface HostPower {
    void off(Row host);

    void on(Row host);
}
