package io.xcpoperator.operator.platform.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.events.EventFilter;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.kube.Stripped;
import io.xcpoperator.operator.platform.status.StatusWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs reconcilers on the framework, with its controllers but without its {@code Operator}: informers start and sync
 * first, processing starts when leadership is won, and nothing ever ends the process by itself.
 */
public final class ControllerRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControllerRuntime.class);
    /** For what no reconciler expected; expected failures are outcomes. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final OperatorConfig config;
    private final KubernetesClient client;
    private final ConfigurationService service;
    private final UnreadableStatus unreadable;
    private final List<Controller<?>> controllers = new CopyOnWriteArrayList<>();
    private final List<KindCache<?>> caches = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    public ControllerRuntime(OperatorConfig config, KubernetesClient client, MeterRegistry registry, Clock clock) {
        this.config = config;
        this.client = client;
        this.unreadable = new UnreadableStatus(client, clock);
        this.service = ConfigurationService.newOverriddenConfigurationService(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withUseSSAToPatchPrimaryResource(true)
                .withCloneSecondaryResourcesWhenGettingFromCache(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withInformerStoppedHandler((informer, cause) -> {
                    if (cause != null && !closing) { // else it was stopped by us
                        log.atError()
                                .addKeyValue("kind", informer.getApiTypeClass().getSimpleName())
                                .setCause(cause)
                                .log("informer ended");
                    }
                })
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
                .withReconciliationTerminationTimeout(config.shutdownTimeout())
                .withExecutorService(Executors.newFixedThreadPool(
                        config.concurrentReconciles(),
                        Thread.ofVirtual().name("reconcile-", 0).factory())));
    }

    /**
     * Registers a reconciler. Its informer is the one of its kind: where a cache is given, it is filled from it.
     *
     * @param leastInterval rounds of one object are at least this far apart; zero = no limit
     */
    public <R extends HasMetadata> void register(
            Reconciler<R> reconciler, Optional<KindCache<R>> cache, Duration leastInterval) {
        ControllerConfiguration<R> standard = service.getConfigurationFor(reconciler);
        var overrider = ControllerConfigurationOverrider.override(standard)
                .withGenerationAware(false)
                .withFieldManager(StatusWriter.FIELD_MANAGER)
                .withReconciliationMaxInterval(config.resyncInterval().multipliedBy(2))
                .withRetry(new GenericRetry()
                        .setMaxAttempts(-1)
                        .setInitialInterval(FIRST_RETRY)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(LAST_RETRY.toMillis()));
        if (!leastInterval.isZero()) {
            overrider.withRateLimiter(new LinearRateLimiter(leastInterval, 1));
        }
        Consumer<R> changed = cache.<Consumer<R>>map(c -> c::changed).orElse(_ -> {});
        overrider.withOnUpdateFilter((now, before) -> {
            changed.accept(before);
            return EventFilter.accepts(now, before);
        });
        overrider.withGenericFilter(object -> {
            changed.accept(object);
            return true;
        });
        namespaces(overrider);
        Reconciler<R> readable = ReadableOnly.of(reconciler, unreadable, config.resyncInterval());
        Controller<R> controller = new Controller<>(readable, overrider.build(), client);
        cache.ifPresent(c -> {
            c.attach(controller.getEventSourceManager().getControllerEventSource());
            caches.add(c);
        });
        controllers.add(controller);
    }

    /** The framework gives one store to the informers of all namespaces, and each clears what it does not know. */
    private <R extends HasMetadata> void namespaces(ControllerConfigurationOverrider<R> overrider) {
        if (config.watchNamespaces().isEmpty()) {
            overrider.watchingAllNamespaces();
        } else {
            overrider.settingNamespaces(config.watchNamespaces());
        }
        if (config.watchNamespaces().size() <= 1) {
            overrider.withItemStore(new TransformingItemStore<>(Stripped::of));
        }
    }

    /** Starts and syncs every informer; no reconciler runs yet. */
    public void startInformers() {
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> all = controllers.stream()
                    .map(controller -> starting.submit(() -> controller.start(false)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
            caches.forEach(KindCache::open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while informers start", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an informer did not start: are the CRDs installed?", e.getCause());
        }
    }

    public void startProcessing() {
        controllers.forEach(Controller::startEventProcessing);
    }

    @Override
    public void close() {
        closing = true;
        controllers.forEach(Controller::stop);
        service.getExecutorServiceManager().stop(config.shutdownTimeout());
    }
}
