package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.dispatch.Behaviour;
import java.util.List;
import java.util.Map;

/** The hosts of a pool, put together. */
public final class Hosts {
    private final HostState state;
    private final HostGuests guests;
    private final Map<String, HostPlugin> plugins;

    /** @param plugins scripts every host has, by name */
    public Hosts(Database database, HostGuests guests, Map<String, HostPlugin> plugins) {
        this.state = new HostState(database);
        this.guests = guests;
        this.plugins = Map.copyOf(plugins);
    }

    /** Brings allowed operations up to date after hosts were changed behind the behaviours' back. */
    public HostState state() {
        return state;
    }

    public List<Behaviour> behaviours() {
        return List.of(
                new HostMessages(state, guests),
                new HostEvacuation(state, guests),
                new HostInformation(),
                new HostSettings(),
                new HostManagement(),
                new HostPlugins(plugins));
    }
}
