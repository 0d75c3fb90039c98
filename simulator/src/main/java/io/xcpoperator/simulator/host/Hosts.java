package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The hosts of a pool, put together. */
public final class Hosts {
    private final Database database;
    private final HostGuests guests;
    private final Map<String, HostPlugin> plugins = new ConcurrentHashMap<>();
    private final AtomicReference<HostPower> power;

    public Hosts(World world, HostGuests guests) {
        this.database = world.database();
        this.guests = guests;
        this.power = new AtomicReference<>(new RecordsOnly(world));
    }

    /** Hosts as records, without machines under them. */
    private record RecordsOnly(World world) implements HostPower {
        @Override
        public void off(Row host) {
            world.locked(() -> write(host, false));
        }

        @Override
        public void on(Row host) {
            world.locked(() -> write(host, true));
        }

        private static void write(Row host, boolean up) {
            host.follow("metrics").ifPresent(metrics -> metrics.set("live", up));
            host.set("enabled", up);
        }
    }

    /** Gives every host a plug-in. */
    public void plugin(String name, HostPlugin plugin) {
        plugins.put(name, plugin);
    }

    /** Says what switches machines off and on. */
    public void powerBy(HostPower switches) {
        power.set(switches);
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
                new HostPowerMessages(power),
                new HostManagement(),
                new HostPlugins(plugins));
    }
}
