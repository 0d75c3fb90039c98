package io.xcpoperator.operator.bench;

import io.xcpoperator.simulator.Direct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Changes VMs by hand, one at a time, and takes the time until each is as its manifest says again. */
final class Drift {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final List<Double> milliseconds = new ArrayList<>();
    private int lost;

    /** Every other one is renamed, the others lose their power. */
    static Drift measure(BenchPools pools, BenchVms vms, int count, int samples) {
        var drift = new Drift();
        for (int sample = 0; sample < samples; sample++) {
            int number = (int) ((long) sample * count / samples);
            drift.one(pools.get(vms.poolOf(number)).direct(), BenchVms.name(number), sample % 2 == 0);
        }
        return drift;
    }

    private void one(Direct pool, String name, boolean power) {
        String vm = pool.named("VM", name).getFirst();
        Map<String, Object> before = pool.record("VM", vm);
        String field = power ? "power_state" : "name_label";
        long began = System.nanoTime();
        if (power) {
            pool.call("VM.hard_shutdown", vm);
        } else {
            pool.call("VM.set_name_label", vm, name + "-by-hand");
        }
        while (!before.get(field).equals(pool.call("VM.get_" + field, vm))) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                lost++;
                break;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        milliseconds.add((System.nanoTime() - began) / 1e6);
    }

    /** The value that this part of the samples does not exceed. */
    double percentile(double part) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    int samples() {
        return milliseconds.size();
    }

    /** Samples never corrected while we waited. */
    int lost() {
        return lost;
    }
}
