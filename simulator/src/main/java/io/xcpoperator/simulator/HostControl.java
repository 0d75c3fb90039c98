package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.Hosts;
import io.xcpoperator.simulator.wire.HostServer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What happens to whole hosts, and to the pool as a whole. Hosts go by name. */
public final class HostControl {
    private final World world;
    private final Sessions sessions;
    private final Hosts hosts;
    private final Map<String, HostServer> servers;

    /** {@code servers}: by reference of the host. */
    HostControl(World world, Sessions sessions, Hosts hosts, Map<String, HostServer> servers) {
        this.world = world;
        this.sessions = sessions;
        this.hosts = hosts;
        this.servers = servers;
    }

    /** A host goes down and says so: its records stay as they were, but {@code host_metrics.live} is false at once. */
    public void down(String host) {
        hosts.life().down(find(host));
    }

    /**
     * A host loses its power and can tell nobody: for ten minutes without heartbeat the pool takes it for alive, and calls
     * that it must answer hang (recording 11b-016).
     */
    public void crash(String host) {
        hosts.life().crash(find(host));
    }

    /** A host that was down boots: its API answers, guests that ran on it are halted, it enables itself at the end. */
    public void up(String host) {
        hosts.life().up(find(host));
    }

    /** A host that goes down from now on stays down, whoever switches it on; or no longer. */
    public void neverBoots(String host, boolean now) {
        with(host, row -> hosts.neverBoots(row, now));
    }

    /** An evacuation of a host goes on for ever, from the next VM on; or no longer. */
    public void stallsEvacuation(String host, boolean now) {
        with(host, row -> hosts.stalls(row, now));
    }

    /** A host's clock is ahead by so much. */
    public void skewClock(String host, Duration ahead) {
        with(host, row -> hosts.skew(row, ahead));
    }

    /** Whether the coordinator does not notice that all hosts have the same versions again, until its toolstack restarts. */
    public void missesEndOfUpgrade(boolean now) {
        hosts.missesEndOfUpgrade(now);
    }

    /** The coordinator's toolstack restarts: connections are cut, sessions and tasks are gone, guests run on. */
    public void restartToolstack() {
        hosts.life().restartCoordinator();
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
        hosts.life().restartCoordinator();
        world.later(outage, () -> servers.values().forEach(HostServer::open));
    }

    /** Another host becomes coordinator; sessions end, members redirect to it. */
    public void coordinator(String host) {
        hosts.life().lead(find(host));
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

    private void with(String host, Consumer<Row> act) {
        world.locked(() -> act.accept(byName("host", host)));
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
