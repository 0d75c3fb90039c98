package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import java.util.List;

/** What concerns the pool as a whole, put together. */
public final class Administration {
    private Administration() {}

    public static List<Behaviour> behaviours() {
        return List.of(
                new PoolSettings(),
                new PoolMembership(),
                new HighAvailability(),
                new Certificates(),
                new Repositories(),
                new Users(),
                new Blobs(),
                new Devices(),
                new Undispatched());
    }
}
