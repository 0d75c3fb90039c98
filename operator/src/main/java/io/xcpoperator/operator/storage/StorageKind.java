package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptMemory;
import io.xcpoperator.operator.platform.adopt.AdoptReport;
import io.xcpoperator.operator.platform.adopt.AdoptSpec;
import io.xcpoperator.operator.platform.adopt.AdoptedKind;
import io.xcpoperator.operator.platform.adopt.CallsOn;
import io.xcpoperator.operator.platform.adopt.Existing;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.adopt.Standing;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;
import java.util.stream.Stream;

/** What sets a storage repository apart from other objects that a pool has already. */
final class StorageKind implements AdoptedKind<StorageRepository, StorageRepositoryStatus> {
    private static final Traits<StorageRepository> TRAITS = new Traits<>(
            XapiClass.SR, "storage repository", "xsr", StorageRepository::new, Caches::storageRepositories);

    @Override
    public Traits<StorageRepository> traits() {
        return TRAITS;
    }

    @Override
    public AdoptSpec spec(StorageRepository resource) {
        StorageRepositorySpec spec = resource.getSpec();
        return new AdoptSpec(
                spec.poolRef(),
                spec.existing(),
                new Wanted(spec.nameLabel(), spec.description(), spec.tags()),
                spec.managementPolicy(),
                StorageSupport.unsupported(spec));
    }

    @Override
    public AdoptMemory memory(StorageRepository resource) {
        StorageRepositoryStatus status = resource.getStatus();
        return status == null
                ? AdoptMemory.none()
                : AdoptMemory.of(status.uuid(), status.approvals(), status.conditions());
    }

    @Override
    public List<Existing> all(PoolView view) {
        return view.srs().stream()
                .map(found -> new Existing(
                        TRAITS.noun(),
                        found.uuid().value(),
                        found.nameLabel(),
                        found.nameDescription(),
                        found.tags(),
                        found.otherConfig(),
                        hosts(found, view)))
                .toList();
    }

    /** Of one that is shared there is no need to say. */
    private static List<String> hosts(SrRecord storage, PoolView view) {
        return storage.shared()
                ? List.of()
                : view.pbdsOf(storage.ref()).stream()
                        .flatMap(pbd -> view.host(pbd.host()).stream())
                        .map(HostRecord::nameLabel)
                        .sorted()
                        .toList();
    }

    @Override
    public CallsOn<?> calls(XapiCalls calls, PoolView view, String uuid) {
        return new CallsOn<>(calls.sr(), view.sr(new SrUuid(uuid)).orElseThrow().ref());
    }

    @Override
    public Verdict standing(PoolView view, String uuid) {
        return view.sr(new SrUuid(uuid))
                .<Verdict>map(storage -> Standing.of(
                        Reach.ofStorage(storage, view),
                        "storage repository " + storage.nameLabel(),
                        "is not plugged in on",
                        Reason.StorageNotAttached))
                .orElseGet(Verdict.Ready::new);
    }

    @Override
    public List<String> dependents(ObjectKey resource, Caches caches) {
        Stream<String> vms = InUse.virtualMachines(resource, caches, StorageUse::ofVm);
        Stream<String> pools = caches.pools()
                .all()
                .filter(pool -> StorageUse.ofPool(pool).contains(resource) && !pool.isMarkedForDeletion())
                .filter(pool -> InUse.counts(
                        pool, pool.getStatus() != null && pool.getStatus().poolUuid() != null, resource))
                .map(pool -> "XcpPool " + ObjectKey.of(pool));
        return Stream.concat(vms, pools).sorted().toList();
    }

    @Override
    public void listen(Doorbell<StorageRepository> bell, Caches caches) {
        bell.on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? StorageUse.ofVm(vm) : List.of())
                .on(caches.pools(), StorageUse::ofPool);
    }

    @Override
    public StorageRepositoryStatus status(StorageRepository resource, AdoptReport report) {
        return StorageReporter.report(resource, report);
    }
}
