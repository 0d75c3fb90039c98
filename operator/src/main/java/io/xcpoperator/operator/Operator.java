package io.xcpoperator.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.door.Door;
import io.xcpoperator.operator.host.HostInventoryReconciler;
import io.xcpoperator.operator.host.HostReconciler;
import io.xcpoperator.operator.image.ImageReconciler;
import io.xcpoperator.operator.inquiry.InquiryReconciler;
import io.xcpoperator.operator.network.NetworkReconciler;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.door.Entrance;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.events.PoolNews;
import io.xcpoperator.operator.platform.http.StatusServer;
import io.xcpoperator.operator.platform.inquiry.Foreseen;
import io.xcpoperator.operator.platform.kube.ConfigMaps;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.kube.EventRecorder;
import io.xcpoperator.operator.platform.kube.LabelledSecrets;
import io.xcpoperator.operator.platform.kube.Namespaces;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.leader.LeaseLeadership;
import io.xcpoperator.operator.platform.metrics.Metrics;
import io.xcpoperator.operator.platform.runtime.ControllerRuntime;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.pool.LinkFactory;
import io.xcpoperator.operator.pool.PoolConnections;
import io.xcpoperator.operator.pool.PoolReconciler;
import io.xcpoperator.operator.pool.TrustStores;
import io.xcpoperator.operator.restore.RestoreReconciler;
import io.xcpoperator.operator.snapshot.SnapshotReconciler;
import io.xcpoperator.operator.storage.StorageReconciler;
import io.xcpoperator.operator.vm.VmReconciler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator, startable in a process: several may run in one JVM. {@link #start} returns when informers have synced;
 * reconciling begins when the lease is won. The client stays the caller's.
 */
public final class Operator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Operator.class);
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);

    private final Namespaces namespaces;
    private final LabelledSecrets secrets;
    private final Optional<LeaseLeadership> lease;
    private final PoolConnections connections;
    private final ImageReconciler images;
    private final ControllerRuntime runtime;
    private final StatusServer status;
    private final Optional<Door> door;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean synced;
    private volatile boolean closed;

    public Operator(KubernetesClient client, OperatorConfig config, Seams seams) {
        String clusterId = config.clusterId().orElseGet(() -> uidOfKubeSystem(client));
        var metrics = new Metrics();
        var caches = new Caches();
        var news = new PoolNews();
        namespaces = new Namespaces(client);
        secrets = new LabelledSecrets(client, config.watchNamespaces(), seams.clock());
        lease = config.lease()
                .map(l -> new LeaseLeadership(
                        client,
                        config.operatorNamespace(),
                        l,
                        LeaseLeadership.identity(seams.random()),
                        seams.nanoTime()));
        Leadership leadership = lease.<Leadership>map(l -> l).orElseGet(Leadership::alone);
        var links = new LinkFactory(
                new TrustStores(client, secrets),
                config,
                clusterId,
                leadership,
                seams.clock(),
                metrics,
                seams.wires(),
                seams.limits());
        connections = new PoolConnections(caches, namespaces, news, seams.clock(), links);
        var events = new EventRecorder(client, leadership, seams.clock());
        var platform = new Platform(
                config,
                clusterId,
                seams.clock(),
                new Requeue(config.resyncInterval(), seams.random()),
                caches,
                connections,
                news,
                client,
                secrets,
                new ConfigMaps(client, seams.clock()),
                namespaces,
                new Deletions(client, namespaces, events),
                leadership,
                events);
        metrics.watch(connections::mirrors, leadership, seams.clock());
        runtime = new ControllerRuntime(config, client, metrics.registry(), seams.clock());
        Duration least = seams.leastInterval();
        var pools = new PoolReconciler(platform, connections, links);
        runtime.register(pools, Optional.of(caches.pools()), least);
        runtime.register(new HostInventoryReconciler(platform), Optional.empty(), least);
        runtime.register(new HostReconciler(platform), Optional.of(caches.hosts()), least);
        var networks = new NetworkReconciler(platform, () -> UUID.randomUUID().toString());
        var storage = new StorageReconciler(platform, () -> UUID.randomUUID().toString());
        var vms = new VmReconciler(platform, () -> UUID.randomUUID().toString());
        runtime.register(networks, Optional.of(caches.networks()), Duration.ZERO);
        runtime.register(storage, Optional.of(caches.storageRepositories()), Duration.ZERO);
        images = new ImageReconciler(platform, () -> UUID.randomUUID().toString());
        runtime.register(images, Optional.of(caches.images()), Duration.ZERO);
        runtime.register(vms, Optional.of(caches.virtualMachines()), Duration.ZERO);
        var snapshots = new SnapshotReconciler(platform, () -> UUID.randomUUID().toString());
        var restores = new RestoreReconciler(platform, vms);
        runtime.register(snapshots, Optional.of(caches.snapshots()), Duration.ZERO);
        runtime.register(restores, Optional.of(caches.restores()), Duration.ZERO);
        Intake intake = seams.intake().orElseGet(images::intake);
        door = config.door().map(where -> new Door(platform, where, intake, seams.nanoTime()));
        runtime.register(
                new InquiryReconciler(
                        platform,
                        door.<Entrance>map(open -> open).orElseGet(Entrance::closed),
                        List.of(networks, storage, vms),
                        List.of(
                                new Foreseen<>(caches.pools(), pools),
                                new Foreseen<>(caches.networks(), networks),
                                new Foreseen<>(caches.storageRepositories(), storage),
                                new Foreseen<>(caches.images(), images),
                                new Foreseen<>(caches.virtualMachines(), vms),
                                new Foreseen<>(caches.snapshots(), snapshots),
                                new Foreseen<>(caches.restores(), restores))),
                Optional.empty(),
                Duration.ZERO);
        status = new StatusServer(config.httpPort(), () -> notReady(leadership), this::notAlive, metrics::scrape);
    }

    /** Throws when informers cannot sync, for instance because the CRDs are not there. */
    public void start() {
        runtime.startInformers();
        await(CompletableFuture.allOf(namespaces.start(), secrets.start()));
        synced = true;
        if (lease.isEmpty()) {
            runtime.startProcessing();
            ready();
            return;
        }
        var _ = lease.get().settled().thenRun(this::ready);
        var _ = lease.get().acquired().thenRun(runtime::startProcessing);
        var _ = lease.get().lost().thenRun(() -> ended.complete(null));
        lease.get().start();
    }

    /** All informers have synced, and it leads or stands by. */
    private void ready() {
        log.atInfo().log("operator is ready");
    }

    /** Completes when the lease is lost: nothing is written any more, and the process should be started anew. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Takes what a person sends for an image: what the door hands on. */
    public Intake intake() {
        return images.intake();
    }

    /** Where health and metrics are served. */
    public int httpPort() {
        return status.port();
    }

    /** Where consoles and uploads come in, on 127.0.0.1; empty where they do not. */
    public Optional<Integer> doorPort() {
        return door.map(Door::port);
    }

    private Optional<String> notReady(Leadership leadership) {
        if (!synced) {
            return Optional.of("informers have not synced");
        }
        return leadership.known() ? Optional.empty() : Optional.of("it is not known who leads");
    }

    private Optional<String> notAlive() {
        return ended.isDone() ? Optional.of("leadership was lost") : Optional.empty();
    }

    /** Finishes running rounds, logs out of every pool and gives the lease back, in this order. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        runtime.close();
        door.ifPresent(Door::close);
        images.close();
        connections.close();
        lease.ifPresent(LeaseLeadership::close);
        secrets.close();
        namespaces.close();
        status.close();
        log.atInfo().log("operator stopped");
    }

    private static String uidOfKubeSystem(KubernetesClient client) {
        return client.namespaces().withName("kube-system").get().getMetadata().getUid();
    }

    private static void await(CompletableFuture<Void> syncing) {
        try {
            syncing.get(SYNC_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while informers sync", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("namespaces or Secrets cannot be read: check the operator's RBAC", e);
        }
    }
}
