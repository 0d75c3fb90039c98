package io.xcpoperator.simulator;

import io.xcpoperator.simulator.clock.RealClock;
import io.xcpoperator.simulator.clock.SimClock;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.HostPlugin;
import io.xcpoperator.simulator.pool.PoolDescription;
import io.xcpoperator.simulator.storage.StorageServers;
import io.xcpoperator.simulator.update.Updates;
import io.xcpoperator.simulator.wire.Console;
import io.xcpoperator.simulator.wire.DiskImport;
import io.xcpoperator.simulator.wire.HostServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A pool that speaks XAPI: XML-RPC and JSON-RPC over HTTP and HTTPS, one listener a host. Close it and nothing is left.
 *
 * <pre>{@code
 * try (Simulator pool = Simulator.builder().pool(Path.of("two-hosts.yaml")).start()) {
 *     client.connect(pool.endpoints().getFirst().https());
 *     pool.faults().fail("VM.start", 1, "NO_HOSTS_AVAILABLE");
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
    private final Pool pool;
    private final Map<String, HostServer> servers = new LinkedHashMap<>();
    private final Calls calls = new Calls();
    private final Faults faults;
    private final Guests guests;
    private final Direct direct;

    private Simulator(Pool pool, List<InetAddress> addresses, int httpPort, int httpsPort) {
        this.pool = pool;
        World world = pool.world();
        this.guests = new Guests(world, pool.vms());
        HostControl hosts = new HostControl(world, pool.sessions(), pool.hosts(), servers);
        pool.hosts().answerAt(new Doors(servers));
        this.faults = new Faults(world, calls, hosts);
        this.direct = new Direct(pool.dispatcher());
        pool.dispatcher().hook(faults);
        listen(addresses, httpPort, httpsPort);
    }

    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    static Simulator start(
            PoolDescription description,
            SimClock clock,
            Delays delays,
            RandomGenerator random,
            Credentials credentials,
            List<InetAddress> addresses,
            int httpPort,
            int httpsPort) {
        Pool pool = Pool.create(description, clock, delays, random, credentials.user(), credentials.password());
        try {
            return new Simulator(pool, addresses, httpPort, httpsPort);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Who may log in. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[user=" + user + ", password=***]";
        }
    }

    static SimClock realClock() {
        return new RealClock();
    }

    /** The first host takes free ports when asked for 0, the others the same ones at their own addresses. */
    private void listen(List<InetAddress> addresses, int httpPort, int httpsPort) {
        World world = pool.world();
        List<Row> hosts = world.locked(() -> List.copyOf(world.database().all("host")));
        var imports = new DiskImport(world, pool.tasks(), pool.storage().volumes(), pool.dispatcher());
        var consoles = new Console(world, pool.dispatcher());
        int http = httpPort;
        int https = httpsPort;
        try {
            for (int index = 0; index < hosts.size() && index < addresses.size(); index++) {
                Row host = hosts.get(index);
                InetAddress address = addresses.get(index);
                String name = host.text("name_label");
                HostServer server = new HostServer(
                        host.ref(),
                        name,
                        address,
                        http,
                        https,
                        world,
                        pool.sessions(),
                        pool.dispatcher(),
                        imports,
                        consoles);
                servers.put(host.ref(), server);
                http = server.http().getPort();
                https = server.https().getPort();
                world.locked(() -> CertificateRows.replace(world, host, server.certificate()));
            }
        } catch (IOException e) {
            servers.values().forEach(HostServer::close);
            throw new UncheckedIOException("cannot listen: " + e.getMessage(), e);
        }
    }

    /** Where the hosts answer, coordinator of the start first. */
    public List<Endpoint> endpoints() {
        return servers.entrySet().stream()
                .map(entry -> Endpoint.of(pool.world(), entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Endpoint of the coordinator of now. */
    public Endpoint coordinator() {
        String ref = pool.world().locked(() -> pool.world().pool().text("master"));
        return endpoints().stream()
                .filter(endpoint -> endpoint.hostRef().equals(ref))
                .findFirst()
                .orElseThrow();
    }

    /** The pool's uuid. */
    public String poolUuid() {
        return pool.world().locked(() -> pool.world().pool().uuid());
    }

    public Faults faults() {
        return faults;
    }

    public Calls calls() {
        return calls;
    }

    public Guests guests() {
        return guests;
    }

    /** Calls as somebody else makes them, in another tool: no wire, no session, no faults, not counted. */
    public Direct direct() {
        return direct;
    }

    /** What the pool's storage is on. */
    public StorageServers servers() {
        return pool.servers();
    }

    /** What hosts have installed and could have. */
    public Updates updates() {
        return pool.updates();
    }

    /** Gives every host a plug-in that {@code host.call_plugin} can call. */
    public void plugin(String name, HostPlugin plugin) {
        pool.hosts().plugin(name, plugin);
    }

    /** What is written on the disks. */
    public Disks disks() {
        return new Disks(pool.world(), pool.storage().volumes().contents());
    }

    public Delays delays() {
        return pool.world().delays();
    }

    /** From now on things take that long. */
    public void delays(Delays next) {
        pool.world().delays(next);
    }

    @Override
    public void close() {
        pool.close();
        servers.values().forEach(HostServer::close);
    }
}
