package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Access;
import io.xcpoperator.operator.platform.access.SpecAccess;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads connections, mirrors and caches; changes nothing and calls no pool. */
final class PoolObserver {
    private final Platform platform;
    private final PoolConnections connections;
    private final SetupReader setups;

    PoolObserver(Platform platform, PoolConnections connections, SetupReader setups) {
        this.platform = platform;
        this.connections = connections;
        this.setups = setups;
    }

    Setup setup(XcpPool pool) {
        return setups.read(pool);
    }

    Observed observe(XcpPool pool, Setup setup) {
        ObjectKey key = ObjectKey.of(pool);
        XcpPoolSpec spec = pool.getSpec();
        Approvals approvals = PoolQuestions.approvals(pool, platform.clock().instant());
        Optional<PoolLink> open = connections.link(key);
        Observed.Link link = open.map(o -> link(pool, o, approvals)).orElseGet(Observed.Link.NotOpened::new);
        PoolView view = link instanceof Observed.Link.Up up ? up.view() : PoolView.of(List.of(), List.of());
        Optional<DeletionBudget.Excess> excess =
                link instanceof Observed.Link.Up ? connections.ledger(key).excess(view) : Optional.empty();
        return new Observed(
                setup,
                link,
                open.flatMap(o -> connections.elder(key, o)),
                open.flatMap(o -> connections.twins(key, o).findFirst()).isPresent(),
                storage("defaultStorageRepositoryRef", spec.defaultStorageRepositoryRef(), key, view),
                storage("suspendStorageRepositoryRef", spec.suspendStorageRepositoryRef(), key, view),
                approvals,
                excess.map(DeletionBudget.Excess::hash),
                excess.flatMap(e -> e.held(key, approvals)),
                Dependents.of(key, platform.caches()),
                managed(view));
    }

    private Observed.Link link(XcpPool pool, PoolLink link, Approvals approvals) {
        return switch (link.seen()) {
            case ConnectionState.Connected up
            when link.isUsable() ->
                new Observed.Link.Up(
                        up.pool(),
                        link.client().mirror().view(),
                        up.since(),
                        up.reconnects(),
                        up.certificate(),
                        up.refusal()
                                .map(_ -> LinkFailure.refusedMeanwhile(
                                        pool.getSpec().credentialsSecretRef().name())),
                        link.manager().state(),
                        link.manager().writes());
            case ConnectionState.Connected up -> new Observed.Link.Reading(up.since(), up.reconnects());
            case ConnectionState.NotConnected down ->
                down.reason()
                        .<Observed.Link>map(reason -> new Observed.Link.Down(
                                LinkFailure.of(
                                        reason,
                                        new LinkFailure.Link(
                                                ObjectKey.of(pool),
                                                pool.getSpec()
                                                        .credentialsSecretRef()
                                                        .name(),
                                                down.since(),
                                                link.identity().isPresent() || SetupReader.isKnown(pool),
                                                approvals)),
                                down.since(),
                                down.nextAttempt(),
                                down.reconnects()))
                        .orElseGet(() -> new Observed.Link.Opening(down.since()));
        };
    }

    private Observed.StorageChoice storage(String field, @Nullable Ref ref, ObjectKey pool, PoolView view) {
        if (ref == null) {
            return new Observed.StorageChoice.NotManaged();
        }
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), pool.namespace());
        Optional<StorageRepository> found =
                platform.caches().storageRepositories().find(key);
        if (found.isEmpty() || isDenied(found.get(), key, pool)) {
            return new Observed.StorageChoice.Waiting(
                    "spec.%s: no StorageRepository %s that this namespace may use".formatted(field, key));
        }
        return uuid(found.get())
                .flatMap(uuid -> view.sr(new SrUuid(uuid)))
                .<Observed.StorageChoice>map(sr -> chosen(sr))
                .orElseGet(() -> new Observed.StorageChoice.Waiting(
                        "spec.%s: StorageRepository %s is not Ready in this pool".formatted(field, key)));
    }

    private static Observed.StorageChoice chosen(SrRecord sr) {
        return new Observed.StorageChoice.Chosen(sr.ref(), sr.nameLabel());
    }

    private boolean isDenied(StorageRepository storage, ObjectKey key, ObjectKey pool) {
        return Access.toShared(
                        "storage",
                        key,
                        SpecAccess.selector(storage.getSpec().allowedNamespaces()),
                        pool.namespace(),
                        platform.namespaces().labels(pool.namespace()))
                .isPresent();
    }

    private static Optional<String> uuid(StorageRepository storage) {
        return Optional.ofNullable(storage.getStatus()).flatMap(status -> Optional.ofNullable(status.uuid()));
    }

    private int managed(PoolView view) {
        return (int) view.vms().stream()
                .filter(PoolFigures::isGuest)
                .flatMap(vm -> OwnerMark.own(vm.otherConfig(), vm.uuid().value()).stream())
                .filter(mark -> mark.clusterId().equals(platform.clusterId()))
                .count();
    }
}
