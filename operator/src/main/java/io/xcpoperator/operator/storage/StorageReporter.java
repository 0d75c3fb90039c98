package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.storage.EffectiveStorage;
import io.xcpoperator.api.v1alpha1.storage.Provisioning;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatusBuilder;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.adopt.AdoptRound;
import io.xcpoperator.operator.platform.adopt.Adopted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** The status of an StorageRepository. Pure. */
final class StorageReporter {
    private final InstantSource clock;

    StorageReporter(InstantSource clock) {
        this.clock = clock;
    }

    StorageRepositoryStatus report(StorageRepository storage, AdoptRound round, Verdict verdict, Approvals approvals) {
        StorageRepositoryStatusBuilder next = builder(storage);
        if (round.adopted() instanceof Adopted.Present(var pool, var object)
                && round.refused().isEmpty()) {
            PoolView view = pool.view();
            view.sr(new SrUuid(object.uuid())).ifPresent(record -> seen(next, record, view));
        }
        return finish(next, storage, verdict, round.conditions(verdict), approvals)
                .plan(round.gate() == ManagementGate.PLAN ? Plans.status(calls(round)) : null)
                .build();
    }

    StorageRepositoryStatus deleting(StorageRepository storage, Verdict verdict, Approvals approvals) {
        return finish(builder(storage), storage, verdict, verdict.conditions(), approvals)
                .build();
    }

    private static StorageRepositoryStatusBuilder builder(StorageRepository storage) {
        return storage.getStatus() == null
                ? StorageRepositoryStatusBuilder.builder()
                : StorageRepositoryStatusBuilder.builder(storage.getStatus());
    }

    private StorageRepositoryStatusBuilder finish(
            StorageRepositoryStatusBuilder next,
            StorageRepository storage,
            Verdict verdict,
            List<Condition> conditions,
            Approvals approvals) {
        long generation = storage.getMetadata().getGeneration();
        List<Condition> old =
                storage.getStatus() == null ? null : storage.getStatus().conditions();
        return next.observedGeneration(generation)
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus())
                .effective(new EffectiveStorage(StorageDeletionPolicy.Retain, null))
                .conditions(Conditions.replace(old, conditions, generation, clock));
    }

    private static void seen(StorageRepositoryStatusBuilder status, SrRecord record, PoolView view) {
        status.uuid(record.uuid().value())
                .type(record.type())
                .shared(record.shared())
                .provisioning(provisioning(record.type()))
                .size(Sizes.rounded(record.physicalSize()))
                .used(Sizes.rounded(record.physicalUtilisation()))
                .hosts(onHosts(record, view));
    }

    /** By driver: those that keep a disk in a file grow it, those that keep it in a volume allot it whole. */
    static Provisioning provisioning(String type) {
        return switch (type) {
            case "nfs", "ext", "file", "smb", "cephfs", "glusterfs", "moosefs", "xfs", "zfs", "largeblock" ->
                Provisioning.Thin;
            case "lvm", "lvmoiscsi", "lvmohba", "lvmofcoe" -> Provisioning.Thick;
            default -> Provisioning.Unknown; // an open set: drivers have names of their own
        };
    }

    static List<StorageOnHost> onHosts(SrRecord storage, PoolView view) {
        return view.pbdsOf(storage.ref()).stream()
                .flatMap(pbd -> view.host(pbd.host()).stream()
                        .map(host -> new StorageOnHost(host.nameLabel(), pbd.currentlyAttached())))
                .sorted(Comparator.comparing(StorageOnHost::host))
                .toList();
    }

    private static List<PlannedCall> calls(AdoptRound round) {
        return round.adopted() instanceof Adopted.Present(var _, var object)
                ? round.plan().stream()
                        .map(action ->
                                new PlannedCall("SR." + action.verb().message(), object.nameLabel(), action.why()))
                        .toList()
                : List.of();
    }
}
