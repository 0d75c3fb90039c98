package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import java.time.Duration;
import java.util.List;

/**
 * Machines and toolstacks of hosts go down and come back (facts: reboot, shutdown, toolstack restart). With the
 * coordinator's toolstack all sessions and tasks go. Called without the world's lock.
 */
public final class HostLife {
    private final World world;
    private final Sessions sessions;
    private final HostGuests guests;
    private final HostFlags flags;
    private final Hosts hosts;
    private final AutoStart autoStart;

    HostLife(World world, Sessions sessions, HostGuests guests, HostFlags flags, Hosts hosts) {
        this.world = world;
        this.sessions = sessions;
        this.guests = guests;
        this.flags = flags;
        this.hosts = hosts;
        this.autoStart = new AutoStart(world, guests);
    }

    /** It goes down and says so: its records stay as they were, but {@code host_metrics.live} is false at once. */
    public void down(Row host) {
        hosts.door().shut(host);
        world.locked(() -> {
            gone(host);
            countsAsDead(host);
        });
    }

    /**
     * It loses its power and can tell nobody: for ten minutes without heartbeat the pool takes it for alive, and calls that
     * it must answer hang (recording 11b-016).
     */
    public void crash(Row host) {
        hosts.door().shut(host);
        world.locked(() -> gone(host));
        world.later(HostState.HEARTBEAT_PATIENCE, () -> {
            if (host.exists() && world.silent(host.ref())) {
                countsAsDead(host);
            }
        });
    }

    private void gone(Row host) {
        world.silence(host.ref());
        if (leads(host)) {
            world.newEra();
        }
    }

    private static void countsAsDead(Row host) {
        host.follow("metrics").orElseThrow().set("live", false);
    }

    private boolean leads(Row host) {
        return host.ref().equals(world.pool().text("master"));
    }

    /** It boots: what ran on it is halted, its API answers, and once its toolstack is up it enables itself. */
    public void up(Row host) {
        boolean boots = world.locked(() -> host.exists() && hosts.boots(host) && !flags.neverBoot.contains(host.ref()));
        if (!boots) {
            return; // somebody has to go there
        }
        world.locked(() -> {
            HostState.guestsOf(host).forEach(guests::reset);
            host.putEntry("other_config", "boot_time", seconds());
            flags.goingDown.remove(host.ref());
            countsAsAlive(host);
            started(host, true);
        });
        hosts.door().open(host);
        settle(host, true);
    }

    /** Its toolstack ends and is back after a while; guests run on. */
    public void restart(Row host, Duration outage) {
        hosts.door().shut(host);
        world.locked(() -> gone(host));
        after(outage, () -> {
            boolean back = world.locked(() -> {
                boolean meant = host.exists() && HostState.live(host);
                if (meant) {
                    countsAsAlive(host);
                    started(host, false);
                }
                return meant;
            });
            if (back) {
                hosts.door().open(host);
                settle(host, false);
            }
        });
    }

    private void countsAsAlive(Row host) {
        world.heard(host.ref());
        host.follow("metrics").orElseThrow().set("live", true);
    }

    private void started(Row host, boolean booted) {
        host.putEntry("other_config", "agent_start_time", seconds());
        host.set("enabled", false);
        flags.starting.add(host.ref());
        if (leads(host)) {
            forget();
        }
        hosts.started(host, booted);
    }

    private String seconds() {
        return world.now().getEpochSecond() + ".";
    }

    /** The rest of its start-up: what says that it is done is that it is enabled. */
    private void settle(Row host, boolean booted) {
        after(world.delays().toolstack(), () -> {
            boolean done = world.locked(() -> {
                boolean there = host.exists() && HostState.answers(world, host);
                if (there) {
                    flags.starting.remove(host.ref());
                    host.set("enabled", !flags.keptDisabled.contains(host.ref()));
                }
                return there;
            });
            if (done && booted) {
                autoStart.run();
            }
        });
    }

    /** Without a delay it happens now: nobody has to move the time for it. */
    private void after(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            world.clock().schedule(delay, step);
        }
    }

    /** What its guests can, leaves; the others are shut down; then it goes off. */
    void powerOff(Row host, boolean again) {
        world.locked(() -> {
            for (Row vm : HostState.guestsOf(host)) {
                guests.leave(vm, HostEvacuation.targets(world.database(), host));
            }
        });
        down(host);
        if (again) {
            after(world.delays().hostBoot(), () -> up(host));
        }
    }

    /** The coordinator's toolstack restarts at once: connections are cut, sessions and tasks are gone, guests run on. */
    public void restartCoordinator() {
        world.locked(() -> {
            world.newEra();
            Row coordinator = world.coordinator();
            coordinator.putEntry("other_config", "agent_start_time", seconds());
            forget();
            hosts.started(coordinator, false);
        });
        hosts.door().cutAll();
    }

    /** Another host becomes coordinator; sessions end, members redirect to it. */
    public void lead(Row host) {
        world.locked(() -> {
            world.newEra();
            world.pool().set("master", host.ref());
            world.strays().clear();
            forget();
            hosts.started(host, false);
        });
        hosts.door().cutAll();
    }

    /** A member makes itself coordinator since the old one is gone: the others look for the old one until they are told. */
    void leadAlone(Row host) {
        world.locked(() -> {
            String old = world.pool().text("master");
            List<Row> others = world.database().all("host").stream()
                    .filter(other -> other != host && !other.ref().equals(old))
                    .toList();
            lead(host);
            others.forEach(other -> world.strays().put(other.ref(), old));
        });
    }

    /** Sessions and tasks are gone; everything is new to whoever asks for events. */
    private void forget() {
        sessions.closeAll();
        List.copyOf(world.database().all("task")).forEach(world.database()::destroy);
        world.database().rebirth();
    }
}
