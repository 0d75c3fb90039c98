package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps a pool connected and its pool-wide settings as its spec says. */
@ControllerConfiguration(name = "xcppool")
public final class PoolReconciler implements Reconciler<XcpPool>, Cleaner<XcpPool> {
    private final Platform platform;
    private final PoolObserver observer;
    private final PoolExecutor executor;
    private final PoolReporter reporter;
    private final StatusWriter<XcpPoolStatus, XcpPool> statuses;

    public PoolReconciler(Platform platform, PoolConnections connections, LinkFactory factory) {
        this.platform = platform;
        this.observer = new PoolObserver(
                platform,
                connections,
                new SetupReader(platform.config(), new ClusterReferences(platform, factory.trusts())));
        this.executor = new PoolExecutor(connections, factory.trusts());
        this.reporter = new PoolReporter(platform.clock());
        this.statuses = new StatusWriter<>(platform.kubernetes(), XcpPool::new);
    }

    @Override
    public UpdateControl<XcpPool> reconcile(XcpPool pool, Context<XcpPool> context) {
        Observed observed = connectAndObserve(pool);
        List<PoolAction> plan = PoolPlanner.plan(
                pool.getSpec(),
                observed,
                pool.getMetadata().getUid(),
                platform.clock().instant());
        ManagementGate gate = gate(pool);
        Outcome outcome = executor.execute(pool, observed, gate.mayWrite() ? plan : List.of());
        XcpPoolStatus next = reporter.report(pool, observed, plan, gate, outcome);
        tell(pool, next);
        return StatusPatch.of(pool, next, XcpPool::new, platform.requeue().after(outcome));
    }

    @Override
    public DeleteControl cleanup(XcpPool pool, Context<XcpPool> context) {
        Observed observed = connectAndObserve(pool);
        return switch (PoolRelease.decide(pool, gate(pool), observed)) {
            case PoolRelease.GivesUp _ -> {
                executor.giveUp(pool);
                yield gone(pool);
            }
            case PoolRelease.LeavesUntouched _ -> gone(pool);
            case PoolRelease.Waits(Verdict.Waiting verdict) -> {
                XcpPoolStatus next = reporter.deleting(pool, observed, PoolVerdict.deleting(verdict, observed));
                tell(pool, next);
                statuses.write(pool, next);
                Outcome outcome = executor.execute(pool, observed, List.of());
                yield DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(platform.requeue().after(outcome));
            }
        };
    }

    private void tell(XcpPool pool, XcpPoolStatus next) {
        PoolNotices.of(pool.getStatus(), next)
                .forEach(notice -> platform.events().record(pool, notice));
    }

    private DeleteControl gone(XcpPool pool) {
        executor.disconnect(pool);
        return DeleteControl.defaultDelete();
    }

    private static ManagementGate gate(XcpPool pool) {
        return ManagementGate.of(pool, pool.getSpec().managementPolicy());
    }

    private Observed connectAndObserve(XcpPool pool) {
        Setup setup = observer.setup(pool);
        executor.connect(pool, setup);
        return observer.observe(pool, setup);
    }

    @Override
    public List<EventSource<?, XcpPool>> prepareEventSources(EventSourceContext<XcpPool> context) {
        var caches = platform.caches();
        var bell = new Doorbell<XcpPool>("pool-news")
                .on(platform.news(), touched -> Set.of(touched.pool()))
                .on(caches.virtualMachines(), vm -> deleted(vm, vm.getSpec().poolRef()))
                .on(
                        caches.networks(),
                        network -> deleted(network, network.getSpec().poolRef()))
                .on(
                        caches.storageRepositories(),
                        storage -> poolOf(storage, storage.getSpec().poolRef()));
        platform.secrets()
                .onChange(secret ->
                        bell.ring(PoolWaking.usersOf(secret, caches.pools().all())));
        return List.of(bell);
    }

    /** A dependent matters to its pool only when it goes. */
    private static Collection<ObjectKey> deleted(HasMetadata object, Ref poolRef) {
        return object.isMarkedForDeletion() ? poolOf(object, poolRef) : Set.of();
    }

    private static Collection<ObjectKey> poolOf(HasMetadata object, Ref poolRef) {
        return Set.of(ObjectKey.resolve(
                poolRef.namespace(), poolRef.name(), object.getMetadata().getNamespace()));
    }
}
