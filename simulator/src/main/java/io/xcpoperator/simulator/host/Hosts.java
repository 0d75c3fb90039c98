package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.dispatch.Behaviour;
import java.util.List;
import java.util.Map;

/** The hosts of a pool, put together. */
public final class Hosts {
    private final Database database;
    private final HostGuests guests;
    private final Map<String, HostPlugin> plugins;

    /** @param plugins scripts every host has, by name */
    public Hosts(Database database, HostGuests guests, Map<String, HostPlugin> plugins) {
        this.database = database;
        this.guests = guests;
        this.plugins = Map.copyOf(plugins);
    }

    /** From now on allowed operations follow every change. Under the world's lock. */
    public void start() {
        new HostState(database).start();
    }

    public List<Behaviour> behaviours() {
        return List.of(
                new HostMessages(guests),
                new HostEvacuation(guests),
                new HostInformation(),
                new HostSettings(),
                new HostManagement(),
                new HostPlugins(plugins));
    }
}
