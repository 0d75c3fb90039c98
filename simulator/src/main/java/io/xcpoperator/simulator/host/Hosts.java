package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final AtomicReference<HostDoor> door = new AtomicReference<>(HostDoor.NONE);
    private final HostFlags flags = new HostFlags();
    private final HostLife life;
    private final AtomicReference<HostStart> starts = new AtomicReference<>(HostStart.NOTHING);

    public Hosts(World world, Sessions sessions, HostGuests guests) {
        this.world = world;
        this.database = world.database();
        this.guests = guests;
        this.life = new HostLife(world, sessions, guests, flags, this);
    }

    /** Gives every host a plug-in. */
    public void plugin(String name, HostPlugin plugin) {
        plugins.put(name, (_, _, function, arguments) -> plugin.call(function, arguments));
    }

    /** Gives every host plug-ins that know which host they run on, by name. */
    public void scripts(Map<String, HostScript> scripts) {
        plugins.putAll(scripts);
    }

    /** Says what hosts answer at. */
    public void answerAt(HostDoor next) {
        door.set(next);
    }

    HostDoor door() {
        return door.get();
    }

    /** Machines and toolstacks going down and coming back. */
    public HostLife life() {
        return life;
    }

    /** Whether a host stays off whatever is done. Under the world's lock. */
    public void neverBoots(Row host, boolean now) {
        put(flags.neverBoot, host, now);
    }

    /** Whether what should leave a host stays, without a word. Under the world's lock. */
    public void stalls(Row host, boolean now) {
        put(flags.stalled, host, now);
        world.wake();
    }

    /** By how much a host's clock is ahead. Under the world's lock. */
    public void skew(Row host, Duration ahead) {
        flags.skew.put(host.ref(), ahead);
    }

    private static void put(Set<String> set, Row host, boolean member) {
        if (member) {
            set.add(host.ref());
        } else {
            set.remove(host.ref());
        }
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
                new HostMessages(guests, flags),
                new HostEvacuation(guests, flags),
                new HostInformation(flags),
                new HostSettings(),
                new HostPowerMessages(life, flags),
                new Emergencies(life),
                new HostManagement(),
                new HostPlugins(plugins));
    }
}
