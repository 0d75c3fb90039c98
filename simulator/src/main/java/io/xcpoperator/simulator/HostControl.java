package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.HostPower;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.host.Hosts;
import io.xcpoperator.simulator.wire.HostServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What happens to whole hosts, and to the pool as a whole. Hosts go by name. */
public final class HostControl implements HostPower {
    private final World world;
    private final Sessions sessions;
    private final Guests guests;
    private final Hosts hosts;
    private final Map<String, HostServer> servers;

    /** {@code servers}: by reference of the host. */
    HostControl(
            World world, Sessions sessions, Guests guests, Hosts hosts, Map<String, HostServer> servers) {
        this.world = world;
        this.sessions = sessions;
        this.guests = guests;
        this.hosts = hosts;
        this.servers = servers;
    }

    /** A host goes down and says so: its records stay as they were, but {@code host_metrics.live} is false at once. */
    public void down(String host) {
        off(find(host));
    }

    @Override
    public void off(Row host) {
        server(host).shut();
        world.locked(() -> {
            world.silentHosts().add(host.ref());
            countsAsDead(host);
        });
    }

    /**
     * A host loses its power and can tell nobody: for ten minutes without heartbeat the pool takes it for alive, and calls
     * that it must answer hang (recording 11b-016).
     */
    public void crash(String host) {
        Row row = find(host);
        server(row).shut();
        world.locked(() -> world.silentHosts().add(row.ref()));
        world.later(HostState.HEARTBEAT_PATIENCE, () -> {
            if (row.exists() && world.silentHosts().contains(row.ref())) {
                countsAsDead(row);
            }
        });
    }

    private static void countsAsDead(Row host) {
        host.follow("metrics").orElseThrow().set("live", false);
    }

    /** A host that was down is back: its API answers; guests that ran on it are halted. */
    public void up(String host) {
        on(find(host));
    }

    @Override
    public void on(Row host) {
        if (!world.locked(() -> hosts.boots(host))) {
            return; // somebody has to go there
        }
        world.locked(() -> {
            guests.lostOn(host);
            world.silentHosts().remove(host.ref());
            host.follow("metrics").orElseThrow().set("live", true);
            host.set("enabled", true);
            hosts.started(host, true);
        });
        server(host).open();
    }

    /** The toolstack restarts: connections are cut, sessions and tasks are gone, guests run on. */
    public void restartToolstack() {
        world.locked(() -> {
            forget();
            world.database().rebirth();
        });
        servers.values().forEach(HostServer::cut);
    }

    private void forget() {
        hosts.started(world.coordinator(), false);
        sessions.closeAll();
        List.copyOf(world.database().all("task")).forEach(world.database()::destroy);
    }

    /**
     * Deletions that no client was told of yet are never told, as when there were too many to be remembered;
     * {@code valid_ref_counts} still counts right. Nothing else can get lost: a change is told from the object itself.
     */
    public void loseEvents() {
        world.locked(world::loseEvents);
    }

    /** The toolstack is down for a while, then back as after a restart. */
    public void restartToolstack(Duration outage) {
        servers.values().forEach(HostServer::shut);
        restartToolstack();
        world.later(outage, () -> servers.values().forEach(HostServer::open));
    }

    /** Another host becomes coordinator; sessions end, members redirect to it. */
    public void coordinator(String host) {
        Row row = find(host);
        world.locked(() -> {
            world.pool().set("master", row.ref());
            forget();
            world.database().rebirth();
        });
        servers.values().forEach(HostServer::cut);
    }

    /** Every session ends, as when it was idle for a day. */
    public void expireSessions() {
        world.locked(sessions::closeAll);
    }

    /** Nothing but {@code free} bytes are left on an SR. */
    public void fill(String sr, long free) {
        world.locked(() -> {
            Row row = byName("SR", sr);
            row.set("physical_utilisation", row.number("physical_size") - free);
        });
    }

    /** A host gets a processor of another make. */
    public void changeProcessor(String host, String vendor) {
        world.locked(() -> byName("host", host).putEntry("cpu_info", "vendor", vendor));
    }

    /** The administrator's password changes; sessions stay. */
    public void changePassword(String password) {
        world.locked(() -> sessions.changePassword(password));
    }

    /** Another user is the one who may log in, with another password; sessions stay. */
    public void changeLogin(String user, String password) {
        world.locked(() -> {
            sessions.changeUser(user);
            sessions.changePassword(password);
        });
    }

    /** A host gets a new certificate; its old fingerprint is worth nothing. */
    public String renewCertificate(String host) {
        Row row = find(host);
        HostServer server = server(row);
        var certificate = server.renewCertificate(world);
        world.locked(() -> CertificateRows.replace(world, row, certificate));
        server.cut();
        return certificate.sha256();
    }

    private Row find(String host) {
        return world.locked(() -> byName("host", host));
    }

    private Row byName(String className, String name) {
        return world.database().byName(className, name).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + className + " " + name));
    }

    private HostServer server(Row host) {
        HostServer server = servers.get(host.ref());
        if (server == null) {
            throw new IllegalArgumentException("host " + host.text("name_label") + " has no listener");
        }
        return server;
    }
}
