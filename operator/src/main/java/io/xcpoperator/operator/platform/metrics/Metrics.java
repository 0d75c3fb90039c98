package io.xcpoperator.operator.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.CallListener;
import io.xcpoperator.xapi.events.Freshness;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.TaskStatus;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} shows, beside the framework's own figures of reconciles. */
public final class Metrics implements CallListener {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public MeterRegistry registry() {
        return registry;
    }

    /** In Prometheus text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void called(String method, String outcome, Duration duration) {
        Timer.builder("xcp.xapi.calls")
                .description("XAPI calls by message and outcome")
                .tags(Tags.of("method", method, "outcome", outcome))
                .register(registry)
                .record(duration);
    }

    /** Figures of the pools as they are when asked for. */
    public void watch(Supplier<List<PoolMirror>> mirrors, Leadership leadership) {
        gauge("xcp.leading", "1 while this process may write", leadership, l -> l.mayWrite() ? 1 : 0);
        gauge(
                "xcp.pools.open",
                "connections that are open or being made",
                mirrors,
                m -> m.get().size());
        gauge(
                "xcp.pools.following",
                "pools whose mirror is complete and current",
                mirrors,
                m -> m.get().stream().filter(Metrics::isFollowing).count());
        gauge(
                "xcp.mirror.lag.seconds",
                "largest time from an event's arrival to its listeners",
                mirrors,
                m -> m.get().stream().mapToDouble(Metrics::lagSeconds).max().orElse(0));
        gauge(
                "xcp.mirror.resyncs",
                "times a mirror was built anew",
                mirrors,
                m -> m.get().stream()
                        .mapToLong(mirror -> mirror.figures().resyncs())
                        .sum());
        gauge(
                "xcp.tasks.inflight",
                "tasks of ours that run on pools",
                mirrors,
                m -> m.get().stream().mapToLong(Metrics::tasks).sum());
        for (XapiClass type : XapiClass.values()) {
            Gauge.builder("xcp.mirror.objects", mirrors, m -> objects(m.get(), type))
                    .description("objects in all mirrors")
                    .tags(Tags.of("class", type.table()))
                    .register(registry);
        }
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .strongReference(true)
                .description(description)
                .register(registry);
    }

    private static boolean isFollowing(PoolMirror mirror) {
        return mirror.freshness() instanceof Freshness.Following;
    }

    private static double lagSeconds(PoolMirror mirror) {
        return mirror.figures().lag().toNanos() / 1e9;
    }

    private static double objects(List<PoolMirror> mirrors, XapiClass type) {
        return mirrors.stream()
                .mapToInt(mirror -> mirror.figures().sizes().getOrDefault(type, 0))
                .sum();
    }

    private static long tasks(PoolMirror mirror) {
        return mirror.view().tasks().stream().filter(Metrics::isOursAndRuns).count();
    }

    private static boolean isOursAndRuns(TaskRecord task) {
        return task.status() == TaskStatus.PENDING && task.otherConfig().containsKey(OwnerMark.KEY);
    }
}
