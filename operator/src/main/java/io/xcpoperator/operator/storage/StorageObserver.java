package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.events.PoolView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at the pool's mirror and the informers' caches, and lets the pure parts decide. Changes nothing in the pool. */
final class StorageObserver {

    private final Platform platform;
    private final Undertakings undertakings;
    private final Contests contests;

    StorageObserver(Platform platform, Undertakings undertakings, Contests contests) {
        this.platform = platform;
        this.undertakings = undertakings;
        this.contests = contests;
    }

    Round planned(StorageRepository resource) {
        Instant now = platform.clock().instant();
        StorageMemory memory = StorageMemory.of(resource, now);
        Sight sight = look(resource, memory, PoolHandle::view);
        ManagementGate gate = gate(resource);
        StoragePlan whole =
                sight.seen().map(seen -> plan(seen, memory, now)).orElseGet(() -> StoragePlan.of(List.of()));
        StoragePlan plan = whole.without(sight.rival()
                .map(rival -> contests.damping(
                        resource,
                        whole.steps(),
                        rival,
                        now,
                        part -> sight.seen()
                                .filter(seen -> seen.known().cameAbout(part))
                                .isPresent()))
                .orElseGet(Damping::none));
        WriteState writes =
                sight.seen().<WriteState>map(seen -> seen.pool().writes()).orElseGet(WriteState.Open::new);
        return new Round(
                sight,
                memory,
                gate,
                plan,
                Gated.split(plan, gate, writes, memory.approvals()),
                new Outcome.Settled(),
                now);
    }

    private static StoragePlan plan(Sight.Seen seen, StorageMemory memory, Instant now) {
        StoragePlan plan = seen.problems().isEmpty()
                ? new StoragePlanner(seen.want(), seen.view(), memory, seen.known(), now).plan(seen.identity())
                : new StoragePlan(List.of(), Optional.empty(), seen.problems());
        return plan.after(seen.known().settle());
    }

    private static ManagementGate gate(StorageRepository resource) {
        return ManagementGate.of(resource, resource.getSpec().managementPolicy());
    }

    /**
     * The pool read up to now, where one may be on its way that must not be left behind, or one goes in which somebody may
     * just have put a disk.
     */
    private Sight lookOnceMore(StorageRepository resource, StorageMemory memory) {
        try {
            return look(resource, memory, pool -> pool.freshView());
        } catch (PoolException e) {
            return new Sight.Unreachable(Reason.PoolNotReady, String.valueOf(e.getMessage()));
        }
    }

    private Sight look(StorageRepository resource, StorageMemory memory, Function<PoolHandle, PoolView> views) {
        StorageRepositorySpec spec = resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        ObjectKey key =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), namespace);
        return switch (platform.pools().find(key, namespace, Right.ADMINISTER)) {
            case PoolLookup.Denied(String message) -> new Sight.Unreachable(Reason.AccessDenied, message);
            case PoolLookup.NotReady(Reason reason, String message) -> new Sight.Unreachable(reason, message);
            case PoolLookup.Connected(PoolHandle pool) -> seen(resource, memory, pool, views.apply(pool));
        };
    }

    private Sight seen(StorageRepository resource, StorageMemory memory, PoolHandle pool, PoolView view) {
        var reader = new StorageReader(
                pool.key(), view, platform.caches(), platform.secrets(), Owner.of(platform.clusterId(), resource));
        DesiredStorage want = reader.read(resource);
        Known known = undertakings.read(
                resource, want, view, pool.key().name(), platform.clock().instant());
        return new Sight.Seen(
                pool,
                view,
                want,
                reader.problems(),
                Identity.find(want, view, memory, pool.key().name()),
                known);
    }

    Deletion.Case deletion(StorageRepository resource) {
        Instant now = platform.clock().instant();
        StorageMemory memory = StorageMemory.of(resource, now);
        List<String> dependents = dependents(ObjectKey.of(resource), platform.caches());
        ManagementGate gate = gate(resource);
        boolean takesAway = gate.mayWrite()
                && StorageReader.policy(resource.getSpec().deletionPolicy()) != StorageDeletionPolicy.Retain;
        Sight sight = takesAway || memory.token().isPresent()
                ? lookOnceMore(resource, memory)
                : look(resource, memory, PoolHandle::view);
        return new Deletion.Case(
                sight,
                memory,
                gate,
                memory.approvals()
                        .grants(Approvals.ABANDON, resource.getMetadata().getUid()),
                dependents.isEmpty()
                        ? Optional.empty()
                        : Optional.of(InUse.message("xsr", resource, dependents, memory.approvals())),
                takesAway ? platform.deletions().cause(resource, now) : Deletions.Cause.ASKED);
    }

    /** What refers to it and keeps it from going. */
    private static List<String> dependents(ObjectKey storage, Caches caches) {
        Stream<String> vms = InUse.virtualMachines(storage, caches, StorageUse::ofVm);
        Stream<String> pools = caches.pools()
                .all()
                .filter(pool -> StorageUse.ofPool(pool).contains(storage) && !pool.isMarkedForDeletion())
                .filter(pool -> InUse.counts(
                        pool, pool.getStatus() != null && pool.getStatus().poolUuid() != null, storage))
                .map(pool -> "XcpPool " + ObjectKey.of(pool));
        Stream<String> images = caches.images()
                .all()
                .filter(image -> StorageUse.ofImage(image).contains(storage))
                .filter(image -> InUse.counts(
                        image, image.getStatus() != null && image.getStatus().uuid() != null, storage))
                .map(image -> "DiskImage " + ObjectKey.of(image));
        return Stream.of(vms, pools, images).flatMap(all -> all).sorted().toList();
    }
}
