package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.adopt.Adopted;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.adopt.Pick;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the storage repository that a spec names. Changes nothing. */
final class StorageObserver {
    private final Platform platform;

    StorageObserver(Platform platform) {
        this.platform = platform;
    }

    Adopted observe(StorageRepository storage) {
        StorageRepositorySpec spec = storage.getSpec();
        ObjectKey me = ObjectKey.of(storage);
        ObjectKey pool =
                ObjectKey.resolve(spec.poolRef().namespace(), spec.poolRef().name(), me.namespace());
        PoolLookup lookup = platform.pools().find(pool, me.namespace(), Right.ADMINISTER);
        NameOrUuid wanted = spec.existing();
        return Adopted.look(
                lookup,
                StorageObserver::all,
                all -> wanted == null ? nothingAsked() : Pick.of(wanted, all, "storage repository", pool.name()),
                wanted == null || storage.getStatus() == null
                        ? Optional.empty()
                        : Optional.ofNullable(storage.getStatus().uuid()));
    }

    private static Pick nothingAsked() {
        return new Pick.NotOne(StorageSupport.REASON, StorageSupport.ONLY_EXISTING);
    }

    Approvals approvals(StorageRepository storage) {
        return Approvals.of(
                storage,
                storage.getStatus() == null ? null : storage.getStatus().approvals(),
                platform.clock().instant());
    }

    static List<Existing> all(PoolHandle pool) {
        return pool.view().srs().stream().map(StorageObserver::existing).toList();
    }

    private static Existing existing(SrRecord storage) {
        return new Existing(
                "storage repository",
                storage.uuid().value(),
                storage.nameLabel(),
                storage.nameDescription(),
                storage.tags(),
                storage.otherConfig());
    }

    /** What refers to the resource and keeps it from going. */
    List<String> dependents(ObjectKey storage) {
        Caches caches = platform.caches();
        Stream<String> vms = caches.virtualMachines()
                .all()
                .filter(vm -> StorageUse.ofVm(vm).contains(storage))
                .map(vm -> "VirtualMachine " + ObjectKey.of(vm));
        Stream<String> pools = caches.pools()
                .all()
                .filter(pool -> StorageUse.ofPool(pool).contains(storage) && !pool.isMarkedForDeletion())
                .map(pool -> "XcpPool " + ObjectKey.of(pool));
        return Stream.concat(vms, pools).sorted().toList();
    }
}
