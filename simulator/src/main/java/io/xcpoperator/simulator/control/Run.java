package io.xcpoperator.simulator.control;

import io.xcpoperator.simulator.Endpoint;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.SimulatorBuilder;
import io.xcpoperator.simulator.dispatch.Delays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a pool and stays until it is told to end (SIGTERM, SIGINT). */
@Command(
        name = "run",
        description = "Starts a pool; prints one line beginning with \"ready\" when it answers.",
        mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
    @Option(names = "--pool", description = "Pool file; default: two hosts, a NAS, an ISO share.")
    private @Nullable Path pool;

    @Option(names = "--http", defaultValue = "8080", description = "Port of HTTP on every host, 0: any. Default: 8080.")
    private int http = 8080;

    @Option(names = "--https", defaultValue = "8443", description = "Port of HTTPS, 0: any. Default: 8443.")
    private int https = 8443;

    @Option(
            names = "--listen",
            split = ",",
            description = "One address a host, in order. Default: those of the pool file.")
    private List<String> listen = List.of();

    @Option(names = "--control", description = "Port of the control door at 127.0.0.1, 0: any. Default: none.")
    private @Nullable Integer control;

    @Option(names = "--user", defaultValue = "root", description = "Who may log in. Default: root.")
    private String user = "root";

    @Option(names = "--password", defaultValue = "xensource", description = "With which password. Default: xensource.")
    private String password = "xensource";

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "How many times faster things happen, 0: at once. Default: 1.")
    private double speed = 1;

    @Option(names = "--latency", defaultValue = "0", description = "Added to each call, in milliseconds. Default: 0.")
    private long latencyMillis;

    @Option(names = "--seed", description = "Makes references and uuids the same in every run.")
    private @Nullable Long seed;

    @Override
    public Integer call() throws Exception {
        SimulatorBuilder builder = Simulator.builder()
                .httpPort(http)
                .httpsPort(https)
                .credentials(user, password)
                .delays(delays())
                .listen(listen);
        if (pool != null) {
            builder.pool(pool);
        }
        if (seed != null) {
            builder.seed(seed);
        }
        var end = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (Simulator simulator = builder.start();
                AutoCloseable door = control == null ? () -> {} : ControlDoor.open(simulator, control)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(end, closed)));
            System.out.println(ready(simulator, door));
            System.out.flush();
            end.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** Told to end: the process stays until everything is closed, five seconds at most. */
    private static void end(CountDownLatch end, CountDownLatch closed) {
        end.countDown();
        try {
            boolean _ = closed.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delays delays() {
        Delays delays = speed <= 0 ? Delays.none() : Delays.visible().times(1 / speed);
        return delays.withCall(Duration.ofMillis(latencyMillis));
    }

    private static String ready(Simulator simulator, AutoCloseable door) {
        String hosts = simulator.endpoints().stream().map(Run::endpoint).collect(Collectors.joining(" "));
        String control = door instanceof ControlDoor opened ? " control=" + opened.address() : "";
        return "ready pool=" + simulator.poolUuid() + " " + hosts + control;
    }

    private static String endpoint(Endpoint endpoint) {
        return endpoint.host() + "=" + endpoint.https() + "," + endpoint.http() + ",sha256="
                + endpoint.fingerprint().replace(":", "");
    }
}
