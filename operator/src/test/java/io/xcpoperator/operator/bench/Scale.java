package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** From the operator's start to the drift of very many VMs: the budgets of the design. */
final class Scale {
    private final Options options;
    private final Bed bed;
    private final BenchPools pools;
    private final OperatorProcess operator;
    private final BenchVms vms;

    private Scale(Options options, Bed bed) {
        this.options = options;
        this.bed = bed;
        this.pools = bed.pools;
        this.operator = bed.operator;
        this.vms = bed.vms;
    }

    static List<Figure> of(Options options, Duration latency) {
        try (var bed = Bed.made(options, Part.SCALE, options.pools(), latency, Map.of())) {
            var scale = new Scale(options, bed);
            scale.startUp();
            scale.oneVm();
            scale.manyVms();
            scale.rest();
            scale.memory();
            scale.drift();
            return bed.figures();
        }
    }

    private void startUp() {
        double seconds = bed.awaitFirstCall();
        vms.awaitPools(Bed.CONNECT);
        bed.add(
                "start → first reconcile (first call to a pool)",
                seconds,
                4,
                " s",
                "pools Ready after %.2f s",
                Bed.secondsSince(bed.started));
    }

    private void oneVm() {
        bed.settle();
        pools.resetCalls();
        double writes = bed.apiServer().writesForVms();
        double rounds = operator.metrics().rounds();
        long began = System.nanoTime();
        vms.applyVms(0, 1);
        awaitReady(1);
        double seconds = Bed.secondsSince(began);
        bed.settle();
        String calls = Bed.most(pools.byMethod());
        bed.add(
                "Kubernetes writes, one VM alone",
                bed.apiServer().writesForVms() - writes,
                4,
                "",
                "Ready after %.2f s, %.0f rounds",
                seconds,
                operator.metrics().rounds() - rounds);
        bed.add("XAPI calls, one VM alone", pools.calls(), 20, "", "and %d polls; %s", pools.polls(), calls);
    }

    private void manyVms() {
        int more = options.vms() - 1;
        pools.resetCalls();
        double writes = bed.apiServer().writesForVms();
        double rounds = operator.metrics().rounds();
        double cpu = operator.cpuSeconds();
        long began = System.nanoTime();
        vms.applyVms(1, options.vms());
        double applied = Bed.secondsSince(began);
        awaitReady(options.vms());
        double seconds = Bed.secondsSince(began);
        double busy = operator.cpuSeconds() - cpu;
        bed.settle();
        double budget = 60.0 * options.vms() / 1000;
        bed.add(
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
            bed.add(
                    "VMs not Ready after " + options.patience().toSeconds() + " s",
                    options.vms() - vms.ready(),
                    0,
                    "",
                    "");
        }
        bed.add(
                "Kubernetes writes per VM, of many",
                (bed.apiServer().writesForVms() - writes) / more,
                4,
                "",
                "%.1f rounds a VM; versions seen by reason of Ready: %s",
                (operator.metrics().rounds() - rounds) / more,
                Bed.most(vms.versionsByReason()));
        bed.add(
                "XAPI calls per VM, of many",
                pools.calls() / (double) more,
                20,
                "",
                "and %.2f polls a VM; %s",
                pools.polls() / (double) more,
                Bed.most(pools.byMethod()));
    }

    private void rest() {
        pools.resetCalls();
        double rounds = operator.metrics().rounds();
        double cpu = operator.cpuSeconds();
        pause(options.rest());
        double minutes = options.rest().toMillis() / 60_000.0;
        bed.add(
                "XAPI calls at rest, per pool and minute",
                pools.allCalls() / minutes / pools.size(),
                4,
                "",
                "%.0f rounds, %.1f s of CPU a minute; %s",
                (operator.metrics().rounds() - rounds) / minutes,
                (operator.cpuSeconds() - cpu) / minutes,
                Bed.most(pools.byMethod()));
    }

    private void memory() {
        double peak = operator.residentMib("VmHWM");
        double live = operator.liveHeapMib();
        bed.add(
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
        bed.add(
                "drift: changed by hand → corrected, p50 at %d VMs".formatted(options.vms()),
                drift.percentile(0.5),
                1000,
                " ms",
                "the budget is that of p95");
        bed.add(
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

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() > end);
    }
}
