package io.xcpoperator.simulator;

import io.xcpoperator.simulator.clock.SimClock;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.pool.PoolDescription;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says what a simulator is to be; everything has a default fit for tests: no delays, free ports, real time. */
public final class SimulatorBuilder {
    private @Nullable PoolDescription description;
    private @Nullable SimClock clock;
    private Delays delays = Delays.none();
    private RandomGenerator random = new Random();
    private Simulator.Credentials credentials = new Simulator.Credentials("root", "xensource");
    private List<String> addresses = List.of();
    private int httpPort;
    private int httpsPort;

    SimulatorBuilder() {}

    public SimulatorBuilder pool(Path file) {
        return pool(PoolDescription.read(file));
    }

    public SimulatorBuilder pool(PoolDescription pool) {
        this.description = pool;
        return this;
    }

    /** A clock of the test's; it is closed with the simulator. */
    public SimulatorBuilder clock(SimClock time) {
        this.clock = time;
        return this;
    }

    public SimulatorBuilder delays(Delays howLong) {
        this.delays = howLong;
        return this;
    }

    /** Makes references and uuids repeat from run to run. */
    public SimulatorBuilder seed(long seed) {
        this.random = new Random(seed);
        return this;
    }

    public SimulatorBuilder credentials(String user, String password) {
        this.credentials = new Simulator.Credentials(user, password);
        return this;
    }

    /** One address a host, in order; without it, the addresses the description gives the hosts. */
    public SimulatorBuilder listen(List<String> each) {
        this.addresses = List.copyOf(each);
        return this;
    }

    /** The same port on every address; 0 (the default) takes a free one. */
    public SimulatorBuilder httpPort(int port) {
        this.httpPort = port;
        return this;
    }

    /** The same port on every address; 0 (the default) takes a free one. */
    public SimulatorBuilder httpsPort(int port) {
        this.httpsPort = port;
        return this;
    }

    /** Starts it; when this returns, it answers. Fails with {@link java.io.UncheckedIOException} when a port is taken. */
    public Simulator start() {
        PoolDescription pool = description == null ? PoolDescription.twoHosts() : description;
        if (!addresses.isEmpty()) {
            pool = pool.at(addresses);
        }
        var resolved = new ArrayList<InetAddress>();
        for (PoolDescription.Host host : pool.hosts()) {
            resolved.add(address(host.address()));
        }
        return Simulator.start(
                pool,
                clock == null ? Simulator.realClock() : clock,
                delays,
                random,
                credentials,
                resolved,
                httpPort,
                httpsPort);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }
}
