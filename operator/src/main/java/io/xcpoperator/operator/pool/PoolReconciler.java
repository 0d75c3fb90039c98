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
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Rival;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps a pool connected and its pool-wide settings as its spec says. */
@ControllerConfiguration(name = "xcppool")
public final class PoolReconciler implements Reconciler<XcpPool>, Cleaner<XcpPool>, Foresight<XcpPool> {
    private final Platform platform;
    private final PoolObserver observer;
    private final PoolExecutor executor;
    private final PoolReporter reporter;
    private final Contests contests = new Contests();
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
        Instant now = platform.clock().instant();
        PoolPlan whole =
                PoolPlanner.plan(pool.getSpec(), observed, pool.getMetadata().getUid(), now);
        PoolPlan plan = whole.without(contests.damping(pool, whole.actions(), rival(observed), now));
        ManagementGate gate = gate(pool);
        List<PoolAction> allowed = gate.mayWrite() ? plan.actions() : List.of();
        Outcome outcome = executor.execute(pool, observed, allowed);
        contests.note(
                pool, part -> Damping.isOpen(part, plan.actions(), false), new Contests.Made(allowed, outcome, now));
        XcpPoolStatus next = reporter.report(pool, observed, plan, gate, outcome);
        tell(pool, next);
        return StatusPatch.of(pool, next, XcpPool::new, platform.requeue().after(contests.pace(pool, outcome, now)));
    }

    private static String rival(Observed observed) {
        return observed.link() instanceof Observed.Link.Up up
                ? Rival.of(Map.of(), up.view().pool())
                : "";
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
        PoolNotices.of(pool.getStatus(), next).forEach(notice -> {
            if (notice.warning()) {
                platform.events().record(pool, notice);
            } else {
                platform.events().recordOnce(pool, notice, PoolNotices.occasion(pool.getStatus()));
            }
        });
    }

    private DeleteControl gone(XcpPool pool) {
        executor.disconnect(pool);
        contests.forget(pool.getMetadata().getUid());
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

    /** Of the connection there is: none is opened for a manifest, nor another for other endpoints. */
    @Override
    public XcpPoolStatus foresee(XcpPool whatIf) {
        Observed observed = observer.observe(whatIf, observer.setup(whatIf));
        PoolPlan plan = PoolPlanner.plan(
                whatIf.getSpec(),
                observed,
                whatIf.getMetadata().getUid(),
                platform.clock().instant());
        return reporter.foreseen(whatIf, observed, plan);
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
                        storage -> poolOf(storage, storage.getSpec().poolRef()))
                .on(caches.snapshots(), this::deleted)
                .on(caches.images(), this::deleted);
        platform.secrets()
                .onChange(secret ->
                        bell.ring(PoolWaking.usersOf(secret, caches.pools().all())));
        return List.of(bell);
    }

    /** It counts with the pool of its VM. */
    private Collection<ObjectKey> deleted(VirtualMachineSnapshot snapshot) {
        return platform.caches()
                .virtualMachines()
                .find(new ObjectKey(
                        snapshot.getMetadata().getNamespace(),
                        snapshot.getSpec().virtualMachineRef().name()))
                .filter(_ -> snapshot.isMarkedForDeletion())
                .map(vm -> poolOf(vm, vm.getSpec().poolRef()))
                .orElse(Set.of());
    }

    /** It counts with the pool of its storage. */
    private Collection<ObjectKey> deleted(DiskImage image) {
        Ref ref = image.getSpec().storageRepositoryRef();
        return platform.caches()
                .storageRepositories()
                .find(ObjectKey.resolve(
                        ref.namespace(), ref.name(), image.getMetadata().getNamespace()))
                .filter(_ -> image.isMarkedForDeletion())
                .map(storage -> poolOf(storage, storage.getSpec().poolRef()))
                .orElse(Set.of());
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
