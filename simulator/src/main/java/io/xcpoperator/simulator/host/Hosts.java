package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The hosts of a pool, put together. */
public final class Hosts {
    private final World world;
    private final Database database;
    private final HostGuests guests;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Map<String, HostScript> plugins = new ConcurrentHashMap<>();
    private final AtomicReference<HostPower> power;
    private final AtomicReference<HostStart> starts = new AtomicReference<>(HostStart.NOTHING);

    public Hosts(World world, HostGuests guests) {
        this.world = world;
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
        plugins.put(name, (_, _, function, arguments) -> plugin.call(function, arguments));
    }

    /** Gives every host plug-ins that know which host they run on, by name. */
    public void scripts(Map<String, HostScript> scripts) {
        plugins.putAll(scripts);
    }

    /** Says what switches machines off and on. */
    public void powerBy(HostPower switches) {
        power.set(switches);
    }

    /** From now on allowed operations follow every change. Under the world's lock. */
    public void start() {
        new HostState(database).start();
        database.listen(new RollingUpgrade(world, asleep));
    }

    /** Whether the coordinator does not notice that all hosts have the same versions again. */
    public void missesEndOfUpgrade(boolean now) {
        asleep.set(now);
    }

    /** Says what a host finds when it starts. */
    public void startBy(HostStart next) {
        starts.set(next);
    }

    /** Whether a host's machine can boot. Under the world's lock. */
    public boolean boots(Row host) {
        return starts.get().boots(host);
    }

    /** A host's toolstack starts, after its machine or without. Under the world's lock. */
    public void started(Row host, boolean booted) {
        starts.get().started(host, booted);
        if (host.ref().equals(world.pool().text("master"))) {
            asleep.set(false);
            new RollingUpgrade(world, asleep).judge();
        }
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
