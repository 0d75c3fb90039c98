package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** What one part is measured in: a fresh namespace, fresh pools, a fresh operator; and the figures it comes to. */
final class Bed implements AutoCloseable {
    static final Duration CONNECT = Duration.ofSeconds(60);

    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Of a break-down, this many entries are shown. */
    private static final int MOST = 8;

    final BenchPools pools;
    final OperatorProcess operator;
    final BenchVms vms;
    final long started;
    private final Options options;
    private final List<Figure> figures = new ArrayList<>();

    private Bed(Options options, BenchPools pools, OperatorProcess operator, BenchVms vms, long started) {
        this.options = options;
        this.pools = pools;
        this.operator = operator;
        this.vms = vms;
        this.started = started;
    }

    static Bed made(Options options, Part part, int count, Duration latency, Map<Setting, String> settings) {
        TestCluster cluster = TestCluster.shared();
        cluster.applyCrds(Path.of("crds", "manifests"));
        String namespace = cluster.namespace("bench");
        Path log = Path.of("operator", "target", "bench-%s-%dms.log".formatted(part.option(), latency.toMillis()));
        var pools = BenchPools.start(count, latency);
        var vms = new BenchVms(cluster.client(), namespace, pools);
        vms.applyPools();
        long started = System.nanoTime();
        var operator = OperatorProcess.start(cluster.kubeconfig(), log, namespace, settings, options.profile());
        return new Bed(options, pools, operator, vms, started);
    }

    /** Waits until it calls a pool; returns the seconds since its start. */
    double awaitFirstCall() {
        await("the operator calls a pool")
                .atMost(CONNECT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (!operator.isAlive()) {
                        throw new IllegalStateException("the operator ended; see operator/target/bench-*.log");
                    }
                    return pools.allCalls() > 0;
                });
        return secondsSince(started);
    }

    /** Waits until nothing but what is measured is left to do. */
    void awaitRest() {
        awaitFirstCall();
        vms.awaitPools(CONNECT);
        settle();
    }

    /** Until no call but polls was made for a while. */
    void settle() {
        var last = new AtomicLong(pools.calls());
        var since = new AtomicLong(System.nanoTime());
        try {
            await().atMost(CONNECT).pollInterval(Duration.ofMillis(50)).until(() -> {
                long now = pools.calls();
                if (last.getAndSet(now) != now) {
                    since.set(System.nanoTime());
                }
                return System.nanoTime() - since.get() > QUIET.toNanos();
            });
        } catch (ConditionTimeoutException e) {
            System.err.println(
                    "the operator still makes calls after " + CONNECT.toSeconds() + " s: " + pools.byMethod());
        }
    }

    KubernetesClient client() {
        return TestCluster.shared().client();
    }

    Exposition apiServer() {
        return new Exposition(client().raw("/metrics"));
    }

    Duration patience() {
        return options.patience();
    }

    /** A figure with a budget. */
    void add(String what, double measured, double budget, String unit, String hint, Object... values) {
        var figure = new Figure(what, measured, budget, unit, String.format(Locale.ROOT, hint, values));
        figures.add(figure);
        System.err.printf(
                Locale.ROOT, "%6.1f s  %s: %.2f%s  (%s)%n", secondsSince(started), what, measured, unit, figure.hint());
    }

    /** A figure that the design gives no budget for. */
    void note(String what, double measured, String unit, String hint, Object... values) {
        add(what, measured, Figure.NO_BUDGET, unit, hint, values);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** The messages called most, with how often. */
    static String most(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        operator.close();
        vms.close();
        pools.close();
    }
}
