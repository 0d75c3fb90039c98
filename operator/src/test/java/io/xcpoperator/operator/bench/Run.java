package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

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

/** One run: a fresh namespace, fresh pools, a fresh operator, from its start to the drift of its VMs. */
final class Run {
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Of a break-down, this many entries are shown. */
    private static final int MOST = 8;

    private final Options options;
    private final BenchPools pools;
    private final OperatorProcess operator;
    private final BenchVms vms;
    private final long started;
    private final List<Figure> figures = new ArrayList<>();

    private Run(Options options, BenchPools pools, OperatorProcess operator, BenchVms vms, long started) {
        this.options = options;
        this.pools = pools;
        this.operator = operator;
        this.vms = vms;
        this.started = started;
    }

    static List<Figure> of(Options options, Duration latency) {
        TestCluster cluster = TestCluster.shared();
        cluster.applyCrds(Path.of("crds", "manifests"));
        String namespace = cluster.namespace("bench");
        Path log = Path.of("operator", "target", "bench-" + latency.toMillis() + "ms.log");
        try (var pools = BenchPools.start(options.pools(), latency);
                var vms = new BenchVms(cluster.client(), namespace, pools)) {
            vms.applyPools();
            long started = System.nanoTime();
            try (var operator = OperatorProcess.start(cluster.kubeconfig(), log, namespace, options.profile())) {
                var run = new Run(options, pools, operator, vms, started);
                run.startUp();
                run.oneVm();
                run.manyVms();
                run.rest();
                run.memory();
                run.drift();
                return run.figures;
            }
        }
    }

    private void startUp() {
        await("the operator calls a pool")
                .atMost(CONNECT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (!operator.isAlive()) {
                        throw new IllegalStateException("the operator ended; see operator/target/bench-*.log");
                    }
                    return pools.allCalls() > 0;
                });
        double seconds = secondsSince(started);
        vms.awaitPools(CONNECT);
        add(
                "start → first reconcile (first call to a pool)",
                seconds,
                4,
                " s",
                "pools Ready after %.2f s",
                secondsSince(started));
    }

    private void oneVm() {
        settle();
        pools.resetCalls();
        double writes = apiServer().writesForVms();
        double rounds = operator.metrics().rounds();
        long began = System.nanoTime();
        vms.applyVms(0, 1);
        awaitReady(1);
        double seconds = secondsSince(began);
        settle();
        String calls = most(pools.byMethod());
        add(
                "Kubernetes writes, one VM alone",
                apiServer().writesForVms() - writes,
                4,
                "",
                "Ready after %.2f s, %.0f rounds",
                seconds,
                operator.metrics().rounds() - rounds);
        add("XAPI calls, one VM alone", pools.calls(), 20, "", "and %d polls; %s", pools.polls(), calls);
    }

    private void manyVms() {
        int more = options.vms() - 1;
        pools.resetCalls();
        double writes = apiServer().writesForVms();
        double rounds = operator.metrics().rounds();
        double cpu = operator.cpuSeconds();
        long began = System.nanoTime();
        vms.applyVms(1, options.vms());
        double applied = secondsSince(began);
        awaitReady(options.vms());
        double seconds = secondsSince(began);
        double busy = operator.cpuSeconds() - cpu;
        settle();
        double budget = 60.0 * options.vms() / 1000;
        add(
                options.vms() + " VirtualMachines applied → all Ready",
                seconds,
                budget,
                " s",
                "applied after %.1f s; half Ready after %.1f s, 95 %% after %.1f s; %.1f s of CPU in the operator",
                applied,
                vms.readyAfter(began, 0.5),
                vms.readyAfter(began, 0.95),
                busy);
        if (vms.ready() < options.vms()) {
            add("VMs not Ready after " + options.patience().toSeconds() + " s", options.vms() - vms.ready(), 0, "", "");
        }
        add(
                "Kubernetes writes per VM, of many",
                (apiServer().writesForVms() - writes) / more,
                4,
                "",
                "%.1f rounds a VM; versions seen by reason of Ready: %s",
                (operator.metrics().rounds() - rounds) / more,
                most(vms.versionsByReason()));
        add(
                "XAPI calls per VM, of many",
                pools.calls() / (double) more,
                20,
                "",
                "and %.2f polls a VM; %s",
                pools.polls() / (double) more,
                most(pools.byMethod()));
    }

    private void rest() {
        pools.resetCalls();
        double rounds = operator.metrics().rounds();
        double cpu = operator.cpuSeconds();
        pause(options.rest());
        double minutes = options.rest().toMillis() / 60_000.0;
        add(
                "XAPI calls at rest, per pool and minute",
                pools.allCalls() / minutes / pools.size(),
                4,
                "",
                "%.0f rounds, %.1f s of CPU a minute; %s",
                (operator.metrics().rounds() - rounds) / minutes,
                (operator.cpuSeconds() - cpu) / minutes,
                most(pools.byMethod()));
    }

    private void memory() {
        double peak = operator.residentMib("VmHWM");
        double live = operator.liveHeapMib();
        add(
                "memory (RSS), %d VMs in %d pool(s)".formatted(options.vms(), pools.size()),
                operator.residentMib("VmRSS"),
                256,
                " MiB",
                "peak %.0f MiB; heap in use after a full collection %.0f MiB",
                peak,
                live);
        options.profile().ifPresent(_ -> System.err.println(operator.nativeMemory()));
    }

    private void drift() {
        double rounds = operator.metrics().rounds();
        Drift drift = Drift.measure(pools, vms, options.vms(), Math.min(options.vms(), options.samples()));
        add(
                "drift: changed by hand → corrected, p50 at %d VMs".formatted(options.vms()),
                drift.percentile(0.5),
                1000,
                " ms",
                "the budget is that of p95");
        add(
                "drift: changed by hand → corrected, p95 at %d VMs".formatted(options.vms()),
                drift.percentile(0.95),
                1000,
                " ms",
                "most %.0f ms, %d samples, %d never; %.1f rounds a change",
                drift.percentile(1),
                drift.samples(),
                drift.lost(),
                (operator.metrics().rounds() - rounds) / drift.samples());
    }

    private void awaitReady(int count) {
        try {
            await().atMost(options.patience())
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> vms.ready() >= count);
        } catch (ConditionTimeoutException e) {
            System.err.println("only " + vms.ready() + " of " + count + " are Ready after "
                    + options.patience().toSeconds() + " s");
        }
    }

    /** Until no call but polls was made for a while. */
    private void settle() {
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

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() > end);
    }

    private static Exposition apiServer() {
        return new Exposition(TestCluster.shared().client().raw("/metrics"));
    }

    private void add(String what, double measured, double budget, String unit, String hint, Object... values) {
        var figure = new Figure(what, measured, budget, unit, String.format(Locale.ROOT, hint, values));
        figures.add(figure);
        System.err.printf(
                Locale.ROOT, "%6.1f s  %s: %.2f%s  (%s)%n", secondsSince(started), what, measured, unit, figure.hint());
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static String most(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
