package io.xcpoperator.operator.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.CallListener;
import io.xcpoperator.xapi.events.Freshness;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.TaskStatus;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} shows, beside the framework's own figures of reconciles. */
public final class Metrics implements CallListener {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> byPool = new CopyOnWriteArrayList<>();

    public MeterRegistry registry() {
        return registry;
    }

    /** In Prometheus text format. */
    public String scrape() {
        byPool.forEach(Runnable::run);
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

    /** Figures of the pools as they are when asked for; a label {@code pool} is an XcpPool as {@code namespace/name}. */
    public void watch(Supplier<Map<ObjectKey, PoolMirror>> mirrors, Leadership leadership, InstantSource clock) {
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
                m -> m.get().values().stream().filter(Metrics::isFollowing).count());
        byPool(
                "xcp.mirror.following",
                "1 while the pool's mirror is complete and current",
                mirrors,
                mirror -> OptionalDouble.of(isFollowing(mirror) ? 1 : 0));
        byPool(
                "xcp.mirror.lag.seconds",
                "seconds since the pool last answered event.from; an idle stream answers within the poll's 30 s",
                mirrors,
                mirror -> silence(mirror, clock.instant()));
        byPool(
                "xcp.mirror.delivery.seconds",
                "from an event's arrival to its listeners, for the last that held a change",
                mirrors,
                mirror -> OptionalDouble.of(mirror.figures().lag().toNanos() / 1e9));
        byPool(
                "xcp.mirror.resyncs",
                "times the pool's mirror was built anew",
                mirrors,
                mirror -> OptionalDouble.of((double) mirror.figures().resyncs()));
        byPool(
                "xcp.tasks.inflight",
                "tasks of ours that run on the pool",
                mirrors,
                mirror -> OptionalDouble.of((double) tasks(mirror)));
        for (XapiClass type : XapiClass.values()) {
            Gauge.builder("xcp.mirror.objects", mirrors, m -> objects(m.get().values(), type))
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

    /** Nothing before the first answer: what is not connected shows in {@code xcp_mirror_following}. */
    private static OptionalDouble silence(PoolMirror mirror, Instant now) {
        Instant last = mirror.figures().lastReply();
        return last.equals(Instant.EPOCH)
                ? OptionalDouble.empty()
                : OptionalDouble.of(Duration.between(last, now).toMillis() / 1e3);
    }

    /** One line a pool, made anew for each scrape: a pool that is gone leaves none behind. */
    private void byPool(
            String name,
            String description,
            Supplier<Map<ObjectKey, PoolMirror>> mirrors,
            Function<PoolMirror, OptionalDouble> value) {
        MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
        byPool.add(() -> gauge.register(
                mirrors.get().entrySet().stream()
                        .flatMap(pool -> value.apply(pool.getValue()).stream()
                                .mapToObj(figure -> MultiGauge.Row.of(
                                        Tags.of("pool", pool.getKey().toString()), figure)))
                        .toList(),
                true));
    }

    private static double objects(Collection<PoolMirror> mirrors, XapiClass type) {
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
